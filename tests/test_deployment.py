"""What image and manifests say of settings, ports, paths and users is what the product has."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from gateway.openapi import openapi_document
from gateway.server import LAST_SECONDS
from gateway.settings import Settings, documented_settings, read_settings
from gateway.version import VERSION

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs/deployment.md").read_text(encoding="utf-8")
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
MANIFESTS: dict[str, Any] = {
    document["kind"]: document
    for document in yaml.safe_load_all((ROOT / "deploy/kubernetes.yaml").read_text("utf-8"))
}
POD: dict[str, Any] = MANIFESTS["Deployment"]["spec"]["template"]
CONTAINER: dict[str, Any] = POD["spec"]["containers"][0]
LABELS: dict[str, str] = POD["metadata"]["labels"]


def test_every_variable_is_a_setting() -> None:
    known = {row.variable for row in documented_settings()}
    given = {variable["name"] for variable in CONTAINER["env"]}
    assert given
    assert given <= known
    read_settings({one["name"]: one["value"] for one in CONTAINER["env"] if "value" in one})


def test_every_variable_of_the_image_is_a_setting() -> None:
    given = dict(re.findall(r"\b(ZUGIO_\w+)=(\S+)", CONTAINERFILE))
    assert "ZUGIO_DATABASE_URL" in given
    assert given.keys() <= {row.variable for row in documented_settings()}
    read_settings(given)


def test_the_guide_names_settings_and_the_image_as_they_are() -> None:
    assert set(re.findall(r"\bZUGIO_\w+", GUIDE)) <= {row.variable for row in documented_settings()}
    assert set(re.findall(r"\bzugio:(\d[\w.]*\w)", GUIDE)) == {VERSION}
    secret = CONTAINER["env"][0]["valueFrom"]["secretKeyRef"]
    assert f"secret generic {secret['name']} " in GUIDE
    assert f"--from-literal={secret['key']}=" in GUIDE


def test_the_secrets_of_the_build_are_those_that_the_guide_names() -> None:
    taken = set(re.findall(r"--mount=type=secret,id=(\S+)", CONTAINERFILE))
    assert taken == set(re.findall(r"--secret id=([^,]+),", GUIDE))


def test_a_service_of_the_same_name_leaves_the_settings_alone() -> None:
    assert MANIFESTS["Service"]["metadata"]["name"] == "zugio"  # would make ZUGIO_PORT an address
    assert POD["spec"]["enableServiceLinks"] is False


def test_image_and_user_are_those_of_the_containerfile() -> None:
    assert CONTAINER["image"] == f"zugio:{VERSION}"
    assert f"\nUSER {POD['spec']['securityContext']['runAsUser']}\n" in CONTAINERFILE


def test_the_port_is_the_one_that_is_listened_on() -> None:
    (port,) = CONTAINER["ports"]
    assert port["containerPort"] == Settings().port
    assert f"\nEXPOSE {Settings().port}\n" in CONTAINERFILE
    assert [one["targetPort"] for one in MANIFESTS["Service"]["spec"]["ports"]] == [port["name"]]
    assert POD["metadata"]["annotations"]["prometheus.io/port"] == str(Settings().port)


@pytest.mark.parametrize("probe", ["startupProbe", "readinessProbe", "livenessProbe"])
def test_probes_ask_what_is_there(probe: str) -> None:
    question = CONTAINER[probe]["httpGet"]
    assert question["port"] == CONTAINER["ports"][0]["name"]
    assert f'"{question["path"]}":' in openapi_document().decode()


def test_a_stop_has_time_to_answer_what_is_in_flight() -> None:
    pause = int(CONTAINER["lifecycle"]["preStop"]["exec"]["command"][-1])
    wanted = pause + Settings().stop_timeout_seconds + LAST_SECONDS
    assert wanted < POD["spec"]["terminationGracePeriodSeconds"]


def test_everything_is_about_the_same_pods() -> None:
    deployment, service = MANIFESTS["Deployment"], MANIFESTS["Service"]
    assert deployment["spec"]["selector"]["matchLabels"] == LABELS
    assert service["spec"]["selector"] == LABELS
    assert MANIFESTS["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == LABELS
    target = MANIFESTS["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) == ("Deployment", deployment["metadata"]["name"])
    assert "replicas" not in deployment["spec"]  # the autoscaler's
