"""Where our metrics are: the alarms of template.yaml look there."""

METRICS_NAMESPACE = "EduConnectAdministration"
SERVICE = "educonnect-administration"
