"""The launcher: makes a bare Debian machine run Zhucun. Standard library only; the servers come from wheels."""
