"""The sounds of the demonstration magazine: plucked strings (Karplus and Strong, 1983) and a bowed one, computed.

    python tests/pictures/play.py

writes them into `content/`, the same bytes every time. Nothing but the standard library is needed.
"""

import math
import random
import struct
import wave
from pathlib import Path

RATE = 11025
CONTENT = Path(__file__).parents[2] / "content"
ARTICLES = CONTENT / "articles"
HANDBOOK = CONTENT / "pages" / "handbook"
# Hertz, tuned evenly, as steps from E4.
NOTES = {name: 329.628 * 2 ** (steps / 12) for name, steps in
         {"E": 0, "F": 1, "G": 3, "A": 5, "B": 7, "C": 8, "D": 10}.items()}


def plucked(frequency, seconds, seed):
    """One string: noise that goes round and is smoothed at each turn."""
    dice = random.Random(seed)
    length = RATE / frequency
    whole = int(length)
    fraction = length - whole
    string = [dice.uniform(-1, 1) for _ in range(whole + 1)]
    out = []
    for n in range(int(RATE * seconds)):
        at = n % len(string)
        out.append(string[at])
        follow = string[(at + 1) % len(string)]
        string[at] = 0.996 * ((1 - fraction * 0.5) * string[at] + fraction * 0.5 * follow) * 0.5 + 0.498 * follow
    return out


def melody(beats, beat):
    """Notes of one beat each; `.` is a rest."""
    total = [0.0] * int(RATE * beat * (len(beats) + 3))
    for place, note in enumerate(beats):
        if note in NOTES:
            ring = plucked(NOTES[note], beat * 3, f"{place}{note}")
            start = int(place * beat * RATE)
            for n, value in enumerate(ring[: len(total) - start]):
                total[start + n] += value * math.exp(-n / (RATE * beat * 1.4))
    loudest = max(map(abs, total)) or 1.0
    return [value / loudest * 0.8 for value in total]


def bowed(low, high, seconds):
    """One string under a bow: from a note to another, sliding, and back; its tone is a row of fading overtones."""
    total, phase = [], 0.0
    for n in range(int(RATE * seconds)):
        at = n / RATE / seconds
        up = min(1.0, max(0.0, (at - 0.28) / 0.1)) * min(1.0, max(0.0, (0.72 - at) / 0.1))
        up = up * up * (3 - 2 * up)
        trembles = 0.004 * math.sin(2 * math.pi * 5.2 * n / RATE) * min(1.0, at * 6)
        phase += low * (high / low) ** up * (1 + trembles) / RATE
        tone = sum(math.sin(2 * math.pi * phase * k) / k ** 1.2 * (1.6 if k in (3, 4) else 1) for k in range(1, 9))
        swell = min(1.0, at / 0.08) * min(1.0, (1 - at) / 0.18)
        total.append(tone * swell * (0.8 + 0.2 * up))
    loudest = max(map(abs, total))
    return [value / loudest * 0.7 for value in total]


def write(path, samples):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", int(value * 32767)) for value in samples))


if __name__ == "__main__":
    interview = ARTICLES / "features" / "she-answers-everything"
    write(interview / "seven-steps.wav", melody("E G F B A D C . E G F B A D C .".split(), 0.42))
    write(HANDBOOK / "the-sleepless.wav", bowed(440.0, 440.0 * 2 ** (1 / 12), 5.2))
