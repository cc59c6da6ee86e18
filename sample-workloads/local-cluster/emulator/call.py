"""Calls the emulator: call.py SERVICE OPERATION [--parameter value]..., written as for the AWS CLI.

Values of structures and lists are JSON. Prints the answer as JSON; an error of AWS, or a wrong
word, ends with 1 and one line.
"""

import json
import sys

import boto3
from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError


def typed(shape, text):
    """The value of a parameter, as its shape in the service's model wants it."""
    if shape.type_name in ("structure", "list", "map"):
        return json.loads(text)
    if shape.type_name in ("integer", "long"):
        return int(text)
    if shape.type_name == "boolean":
        return {"true": True, "false": False}[text]
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


if __name__ == "__main__":
    try:
        if found := call(*sys.argv[1:]):
            print(json.dumps(found, indent=2, default=str))
    except (BotoCoreError, ClientError, KeyError, ValueError, TypeError) as problem:
        sys.exit(f"aws: {problem}")
