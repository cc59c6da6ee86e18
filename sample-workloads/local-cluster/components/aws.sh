# The AWS emulator: moto with our overlay, in its own virtual environment. It keeps its state in memory only.
exec "$EMULATOR_PYTHON" "$HERE/emulator/overlay.py" --host "$AWS_IP" --port "$AWS_PORT"
