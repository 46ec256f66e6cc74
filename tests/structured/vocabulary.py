#!/usr/bin/env python3
"""Writes vocabulary.txt, the types and properties of schema.org, from the typings that are published of it.

The typings are generated from schema.org's own vocabulary and are in the package registry of Node as `schema-dts`.
The table was made from its version 2.1.0. To make it again:

    npm pack schema-dts@2.1.0
    tar xzf schema-dts-2.1.0.tgz
    python3 tests/structured/vocabulary.py package/dist/schema.d.ts > tests/structured/vocabulary.txt

What the table looks like:

    MusicAlbum < MusicPlaylist                     a type and the types right above it
      albumReleaseType: MusicAlbumReleaseType      a property of its own and what its values can be
    MusicAlbumReleaseType < Enumeration = AlbumRelease EPRelease    an enumeration and its members

Terms that schema.org has superseded are left out: nothing new should use them. Types of other vocabularies are too.
"""

import re
import sys

DATA = {"Text", "URL", "Date", "DateTime", "Time", "Number", "Integer", "Float", "Boolean",
        "CssSelectorType", "PronounceableText", "XPathType", "Duration", "Distance", "Energy", "Mass", "Quantity"}


def bare(union):
    """The members of a union of types, without their arguments: `Role<A, B> | Text` to `Role`, `Text`."""
    while (shorter := re.sub(r"<[^<>]*>", "", union)) != union:
        union = shorter
    return [member.strip().strip('"') for member in union.split("|") if member.strip()]


def main(path):
    # A name in TypeScript cannot begin with a digit.
    text = open(path, encoding="utf-8").read().replace("_3DModel", "3DModel")
    superseded = set(re.findall(r"@deprecated[^\n]*\n\s*\*/\n\s*\"(\w+)\"\?", text))
    superseded |= set(re.findall(r"/\*\* @deprecated[^\n]*\*/\n\s*\"(\w+)\"\?", text))
    gone = set(re.findall(r"@deprecated[^\n]*\n\s*\*/\nexport type (\w+)", text))

    types = set(re.findall(r'"@type": "([A-Z]\w*|3DModel)"', text)) - gone
    parents = {name: set() for name in types}
    members = {}
    for name, union in re.findall(r"^export type (\w+)(?:<[^>]*>)? = (.*);$", text, re.M):
        if name not in types:
            continue
        for below in bare(union):
            if below.startswith("https://schema.org/"):
                members.setdefault(name, []).append(below.removeprefix("https://schema.org/"))
            elif below in types and below != name:
                parents[below].add(name)

    properties = {}
    for name, body in re.findall(r"^interface (\w+)Base extends [^{]*\{\n(.*?)^\}", text, re.M | re.S):
        for term, union in re.findall(r'^    "(\w+)"\?: SchemaValue<(.*), "\w+">;$', body, re.M):
            if term in superseded:
                continue
            values = [value for value in bare(union) if value in types or value in DATA]
            properties.setdefault(name, []).append((term, sorted(set(values))))

    for name in sorted(types):
        line = name
        if parents[name]:
            line += " < " + " ".join(sorted(parents[name]))
        if name in members:
            line += " = " + " ".join(sorted(set(members[name])))
        print(line)
        for term, values in sorted(properties.get(name, [])):
            print(f"  {term}: {' '.join(values)}")


main(sys.argv[1])
