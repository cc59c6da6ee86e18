"""Calls the emulator: call.py SERVICE OPERATION [--parameter value]..., written as for the AWS CLI.

Values of structures and lists are JSON, bytes are Base64, file://PATH is what the file says. Prints
the answer, or what --query (JMESPath) finds in it, as JSON, or with --output text as it is. An error
of AWS, or a wrong word, ends with 1 and one line.
"""

import base64
import json
import sys
from pathlib import Path

import boto3
import jmespath
from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError


def typed(shape, text):
    """The value of a parameter, as its shape in the service's model wants it."""
    if text.startswith("file://"):
        text = Path(text.removeprefix("file://")).read_text()
    if shape.type_name in ("structure", "list", "map"):
        return json.loads(text)
    if shape.type_name in ("integer", "long"):
        return int(text)
    if shape.type_name == "boolean":
        return {"true": True, "false": False}[text]
    if shape.type_name == "blob":
        return base64.b64decode(text, validate=True)
    return text


def parameters(model, words):
    """Pairs of words as arguments of an operation."""
    members = model.input_shape.members if model.input_shape else {}
    names = {xform_name(name, "-"): name for name in members}
    values = {}
    for word, text in zip(words[::2], words[1::2], strict=True):
        name = names.get(word.removeprefix("--"))
        if name is None:
            raise ValueError(f"{word}: {model.name} has " + ", ".join("--" + n for n in names))
        values[name] = typed(members[name], text)
    return values


def call(service, operation, *words):
    """What the emulator answers."""
    client = boto3.client(service)
    model = {xform_name(name, "-"): name for name in client.meta.service_model.operation_names}
    if operation not in model:
        raise ValueError(f"{operation}: no operation of {service}")
    arguments = parameters(client.meta.service_model.operation_model(model[operation]), words)
    answer = getattr(client, xform_name(model[operation]))(**arguments)
    answer.pop("ResponseMetadata")
    return answer


def taken(words, name):
    """The value of an option of the command's own, which is taken out of the words."""
    if name not in words:
        return None
    at = words.index(name)
    words.pop(at)
    return words.pop(at)


def shown(answer, output):
    """An answer as text."""
    return str(answer) if output == "text" else json.dumps(answer, indent=2, default=str)


def main(words):
    """Asks, and prints."""
    query, output = taken(words, "--query"), taken(words, "--output")
    found = call(*words)
    if query:
        found = jmespath.search(query, found)
    if found:
        print(shown(found, output))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (BotoCoreError, ClientError, KeyError, IndexError, OSError, ValueError, TypeError) as problem:
        sys.exit(f"aws: {problem}")
