//! Components of the theme: their arguments as the template engine's values.

use super::Page;
use crate::catalogue::ArgumentValue;
use tera::{Context, Value};

impl Page<'_> {
    pub(super) fn theme(
        &mut self,
        index: usize,
        name: &str,
        arguments: &[(String, ArgumentValue)],
        body: Option<&str>,
    ) -> String {
        let mut context = Context::new();
        for (argument, value) in arguments {
            let value = match value {
                ArgumentValue::Text(text) => Value::from(text.as_str()),
                ArgumentValue::Integer(n) => Value::from(*n),
                ArgumentValue::Float(n) => Value::from(*n),
                ArgumentValue::Bool(flag) => Value::from(*flag),
                ArgumentValue::List(list) => Value::from(list.clone()),
                ArgumentValue::Entity(entity) => Value::from_serializable(&self.views.reference(*entity)),
            };
            context.insert_value(argument.clone(), value);
        }
        self.render(index, name, &context, body)
    }
}
