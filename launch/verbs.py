"""The verbs of the launcher, one function each."""

from launch.places import data_dir
from launch.say import say
from launch.servers import Servers, make_secrets


def up():
    """Starts only the embedded servers, for development, and leaves them running."""
    make_secrets(data_dir())
    servers = Servers()
    servers.up()
    say(f"The servers are up; their addresses are in {servers.home / 'servers.env'}")


def down():
    """Stops the embedded servers."""
    stopped = Servers(environ={}).down()
    say(f"Stopped: {', '.join(stopped)}" if stopped else "No embedded server was running.")


VERBS = {"up": up, "down": down}
