#!/bin/sh
# Waits until the platform knows the functions of the app. On Flex Consumption a deployment of a .NET app may succeed and list none of
# them (2026-07, azure-functions-host issue 10169, functions-action issue 373). Until the triggers are synchronised, no queue is read.
set -eu
: "${AZURE_SUBSCRIPTION_ID:?is a variable of the environment that azd sets}"
: "${AZURE_RESOURCE_GROUP:?is an output of infra/main.bicep that azd sets}"
: "${FUNCTION_APP_NAME:?is an output of infra/main.bicep that azd sets}"
command -v az >/dev/null || { echo "await-functions.sh: the Azure CLI (az) is not installed." >&2; exit 1; }

app="/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/$AZURE_RESOURCE_GROUP/providers/Microsoft.Web/sites/$FUNCTION_APP_NAME"
tries=0
until az rest --method get --url "$app/functions?api-version=2024-04-01" --query 'value[].name' --output tsv | grep -q 'UpdateFromQueue$'; do
  tries=$((tries + 1))
  [ "$tries" -le "${AWAIT_TRIES:-30}" ] || { echo "await-functions.sh: the platform still does not list UpdateFromQueue." >&2; exit 1; }
  az rest --method post --url "$app/host/default/sync?api-version=2024-04-01" --output none || true
  sleep "${AWAIT_SECONDS:-10}"
done
echo "await-functions.sh: the platform knows the functions of the app."
