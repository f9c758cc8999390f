"""What the settings are read from: the environment, the instance's folder, the house's own folder."""

from kiem.web.configuration.database import database
from kiem.web.configuration.environment import Environment, WrongSetting
from kiem.web.configuration.instance import Instance, read_instance
from kiem.web.configuration.logs import logging_to_stderr
from kiem.web.configuration.mail import outgoing_mail
from kiem.web.configuration.secret import kept_secret

__all__ = [
    "Environment",
    "Instance",
    "WrongSetting",
    "database",
    "kept_secret",
    "logging_to_stderr",
    "outgoing_mail",
    "read_instance",
]
