"""What Werkzeug reads of multipart forms: a JSON array in, one out.

Each question is [Content-Type, body], both as Latin-1 texts; each answer the [name, value] pairs of
`request.form`, in the order sent.
"""

import io
import json
import sys

from werkzeug.formparser import FormDataParser
from werkzeug.http import parse_options_header


def read(content_type, body):
    body = body.encode("latin-1")
    fields = []

    class InOrder:
        """Replaces the MultiDict, which groups fields by name."""

        def __new__(cls, pairs=()):
            fields.append([list(pair) for pair in pairs])

    # As `Request._load_form_data` does.
    mimetype, options = parse_options_header(content_type)
    parser = FormDataParser(cls=InOrder)
    parser.parse(io.BytesIO(body), mimetype.lower(), len(body), options)
    # For each form its fields, then its files; finally both empty if it failed.
    return fields[-2]


json.dump([read(*question) for question in json.load(sys.stdin)], sys.stdout)
