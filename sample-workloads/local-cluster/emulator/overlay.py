"""The AWS emulator: moto's server, plus what moto lacks or accepts although AWS refuses it.

    python overlay.py --host 127.0.0.1 --port 4566

Each module beside this one adds operations to moto's response classes, or wraps those that are too lenient. What they
store hangs on moto's own backends, so `POST /moto-api/reset` empties it like everything else.
"""

import sys

import moto.server

import overlay_alarms  # noqa: F401  importing a module puts it in place
import overlay_anomaly_detectors  # noqa: F401
import overlay_buckets  # noqa: F401
import overlay_cbor  # noqa: F401
import overlay_data_protection  # noqa: F401
import overlay_kms  # noqa: F401
import overlay_log_groups  # noqa: F401
import overlay_metric_filters  # noqa: F401
import overlay_query_definitions  # noqa: F401
import overlay_rights  # noqa: F401
import overlay_simulation  # noqa: F401
import overlay_tagging  # noqa: F401

if __name__ == "__main__":
    moto.server.main(sys.argv[1:])
