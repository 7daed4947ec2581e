"""What `/api/v1` takes and answers, as OpenAPI says it."""

from typing import Any

Shape = dict[str, Any]
TEXT: Shape = {"type": "string"}
YES: Shape = {"type": "boolean"}
NUMBER: Shape = {"type": "integer"}
MOMENT: Shape = {"type": "string", "format": "date-time"}


def _object(**properties: Shape) -> Shape:
    return {
        "type": "object",
        "properties": properties,
        "required": [
            name for name, shape in properties.items() if "null" not in _types(shape)
        ],
    }


def _types(shape: Shape) -> list[str]:
    said = shape.get("type", [])
    return said if isinstance(said, list) else [said]


def _list(of: Shape) -> Shape:
    return {"type": "array", "items": of}


def _or_null(shape: Shape) -> Shape:
    return {"oneOf": [shape, {"type": "null"}]}


def _named(name: str) -> Shape:
    return {"$ref": f"#/components/schemas/{name}"}


TEXT_OR_NULL: Shape = {"type": ["string", "null"]}
SCHEMAS: Shape = {
    "Button": _object(
        label=TEXT,
        line=TEXT,
        style={"enum": ["plain", "primary", "danger"]},
        confirm=TEXT,
        url=TEXT,
    ),
    "Field": _object(
        name=TEXT,
        label=TEXT,
        kind={"enum": ["text", "long", "date", "person", "choice", "number", "yes"]},
        word=TEXT,
        required=YES,
        value=TEXT,
        options=_list(_list(TEXT)),
        hint=TEXT,
    ),
    "Form": _object(title=TEXT, line=TEXT, submit=TEXT, fields=_list(_named("Field"))),
    "Section": _object(
        heading=TEXT,
        entries=_list(_object(text=TEXT, ref=TEXT, buttons=_list(_named("Button")))),
    ),
    "Card": _object(
        title=TEXT,
        text=TEXT,
        tone={"enum": ["plain", "good", "warn", "bad"]},
        details=_list(_object(label=TEXT, value=TEXT)),
        sections=_list(_named("Section")),
        buttons=_list(_named("Button")),
        form=_or_null(_named("Form")),
    ),
    "Message": _object(
        id=TEXT,
        revision=NUMBER,
        at=MOMENT,
        text=TEXT,
        ref=TEXT_OR_NULL,
        buttons=_list(_named("Button")),
        thread=YES,
        by=_or_null(_object(name=TEXT, party=TEXT)),
        card=_named("Card"),
    ),
    "Line": {
        "type": "object",
        "properties": {
            "text": TEXT | {"maxLength": 20_000},
            "room": TEXT_OR_NULL | {"description": "Absent in a direct message."},
            "id": TEXT | {"description": "The same id again gets the first answer."},
        },
        "required": ["text"],
    },
    "Answer": _object(
        text=TEXT,
        refused=YES | {"description": "True whenever nothing ran."},
        refs=_list(TEXT),
        card=_or_null(_named("Card")),
        form=_or_null(_named("Form")),
    ),
    "Item": _object(
        ref=TEXT,
        title=TEXT,
        status=TEXT_OR_NULL,
        owner=TEXT_OR_NULL,
        owner_party=TEXT_OR_NULL,
        due={"type": ["string", "null"], "format": "date"},
        audience={"enum": ["joint", "customer", "supplier"]},
        progress={"type": ["integer", "null"]},
        created_at=MOMENT,
        version=NUMBER,
    ),
    "Plan": _object(key=TEXT, title=TEXT, status=TEXT, contract=TEXT),
    "Completions": _object(completions=_list(_object(line=TEXT, help=TEXT))),
    "Refusal": _object(text=TEXT),
}


def _json(schema: Shape) -> Shape:
    return {"application/json": {"schema": schema}}


def _answers(schema: Shape, summary: str, *refusals: str) -> Shape:
    told = {
        status: {"description": WHY[status], "content": _json(_named("Refusal"))}
        for status in refusals
    }
    good = {"200": {"description": summary, "content": _json(schema)}}
    return {"summary": summary, "responses": good | told}


WHY = {
    "400": "The request cannot be read.",
    "401": "There is no good token.",
    "404": "It does not exist, or not for you.",
    "413": "It is too long.",
}


def _parameter(name: str, where: str, about: str = "") -> Shape:
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "schema": TEXT,
        "description": about,
    }


MESSAGES = _answers(
    _list(_named("Message")), "Messages, newest last", "400", "401", "404"
)
AFTER = _parameter(
    "after", "query", "What came after this message, and what has changed since."
)
KEY = _parameter("key", "path", "A plan's key.")
TOKEN = _parameter("token", "query", "In place of the header, for a download.")

DOCUMENT: Shape = {
    "openapi": "3.1.0",
    "info": {
        "title": "Jointly",
        "version": "1",
        "description": "The same lines as in chat. A refusal of a line is 200.",
    },
    "security": [{"token": []}],
    "paths": {
        "/api/v1/lines": {
            "post": _answers(
                _named("Answer"), "What the speaker is told", "400", "401", "404", "413"
            )
            | {"requestBody": {"required": True, "content": _json(_named("Line"))}},
        },
        "/api/v1/rooms/{room}/messages": {
            "get": MESSAGES | {"parameters": [_parameter("room", "path"), AFTER]},
        },
        "/api/v1/me/messages": {"get": MESSAGES | {"parameters": [AFTER]}},
        "/api/v1/plans": {
            "get": _answers(_list(_named("Plan")), "Plans I take part in", "401"),
        },
        "/api/v1/plans/{key}": {
            "get": _answers(_named("Plan"), "One plan", "401", "404")
            | {"parameters": [KEY]},
        },
        "/api/v1/plans/{key}/export": {
            "get": _answers(
                {"type": "object"}, "All I may read, as a record", "401", "404"
            )
            | {"parameters": [KEY, TOKEN]},
        },
        "/api/v1/plans/{key}/{noun}": {
            "get": _answers(
                _list(_named("Item")), "Items, joint ones first", "400", "401", "404"
            )
            | {
                "parameters": [
                    KEY,
                    _parameter("noun", "path", "Such as actions."),
                    _parameter(
                        "after", "query", "The last reference of the page before."
                    ),
                    _parameter("limit", "query", "How many, 200 at most."),
                ]
            },
        },
        "/api/v1/words": {
            "get": _answers(_named("Completions"), "What a line could become", "401")
            | {
                "parameters": [
                    _parameter("text", "query"),
                    _parameter("room", "query"),
                ]
            },
        },
        "/api/v1/openapi.json": {
            "get": _answers({"type": "object"}, "This page") | {"security": []},
        },
    },
    "components": {
        "schemas": SCHEMAS,
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    },
}
