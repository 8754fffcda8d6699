#!/bin/sh
# Deploys the package that package.sh has built, and waits until the platform knows its functions: without that no queue is read.
set -eu
cd "$(dirname "$0")/../.."
: "${AZURE_RESOURCE_GROUP:?is an output of infra/main.bicep; azd sets it}"
: "${FUNCTION_APP_NAME:?is an output of infra/main.bicep; azd sets it}"
package=${1:-artifacts/azure/app.zip}

az functionapp deployment source config-zip --resource-group "$AZURE_RESOURCE_GROUP" --name "$FUNCTION_APP_NAME" --src "$package" --output none

app=$(az functionapp show --resource-group "$AZURE_RESOURCE_GROUP" --name "$FUNCTION_APP_NAME" --query id --output tsv)
tries=0
until az functionapp function list --resource-group "$AZURE_RESOURCE_GROUP" --name "$FUNCTION_APP_NAME" --query '[].name' --output tsv | grep -q 'UpdateFromQueue$'; do
  tries=$((tries + 1))
  [ "$tries" -le "${DEPLOY_TRIES:-30}" ] || { echo "deploy.sh: the platform still does not list UpdateFromQueue." >&2; exit 1; }
  # Seen of Flex Consumption: a deployment that succeeds and lists no function until its triggers are synchronised.
  az rest --method post --url "$app/host/default/sync?api-version=2024-04-01" --output none || true
  sleep "${DEPLOY_WAIT:-10}"
done
echo "deploy.sh: the app is deployed and its functions are known."
