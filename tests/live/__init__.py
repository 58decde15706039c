"""Streams, from outside: real servers, real connections, and a stand-in for the room that has signals."""
