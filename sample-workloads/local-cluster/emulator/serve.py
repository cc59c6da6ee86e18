"""Starts moto's server with our overlay on top: python serve.py --host 127.0.0.1 --port 4566"""

import sys

import moto.server

if __name__ == "__main__":
    moto.server.main(sys.argv[1:])
