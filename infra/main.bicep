targetScope = 'subscription'

import { systemsType, apiKeyType, entraType, entraCallerType, otherSettingsType } from './settings.bicep'

@description('Names the environment. Every resource name is made from it, the subscription and the location.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('The region of all resources: one that offers the Flex Consumption plan.')
@minLength(1)
param location string

@description('Who runs the connector: may put secrets into the vault and read and fill the queues. Empty for nobody.')
param operatorPrincipalId string = ''

param systems systemsType

@description('Who may call with a key. Empty where all callers sign in with Entra.')
param apiKeys apiKeyType[]

@description('Sign-in with Microsoft Entra ID. Without it callers have keys only.')
param entra entraType?

@description('Who may call with tokens of Entra.')
param entraCallers entraCallerType[] = []

param otherSettings otherSettingsType = {}

@description('Whether storage and vault are reached through private endpoints only, also by the operator.')
param vnetEnabled bool = false

@description('Who gets a mail for each alert. Empty: the alerts are seen in Azure Monitor only.')
param alertEmail string = ''

@description('Where the app sends its OpenTelemetry data. Empty for nowhere.')
param otlpEndpoint string = ''

@description('The most instances of the app for HTTP, and as many again for the queue. They share the limits of a system by a table.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

var abbreviations = loadJsonContent('./abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var appName = '${abbreviations.webSitesFunctions}${token}'
var queueName = 'field-updates'
var poisonQueueName = '${queueName}-poison'
var queueNames = [queueName, '${queueName}-results', '${queueName}-rejected', poisonQueueName]
var tableName = 'fieldupdatescoordination'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: '${abbreviations.resourcesResourceGroups}${environmentName}'
  location: location
  tags: tags
}

module identity './modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: '${abbreviations.managedIdentityUserAssignedIdentities}${token}'
    location: location
    tags: tags
  }
}

module monitoring './modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: '${abbreviations.operationalInsightsWorkspaces}${token}'
    componentName: '${abbreviations.insightsComponents}${token}'
    location: location
    tags: tags
  }
}

module storage './modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: '${abbreviations.storageStorageAccounts}${token}'
    location: location
    tags: tags
    queueNames: queueNames
    tableName: tableName
    packageContainerName: 'app-package-${take(appName, 32)}-${take(token, 7)}'
    publicNetworkAccess: vnetEnabled ? 'Disabled' : 'Enabled'
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault './modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: '${abbreviations.keyVaultVaults}${token}'
    location: location
    tags: tags
    publicNetworkAccess: vnetEnabled ? 'Disabled' : 'Enabled'
    workspaceId: monitoring.outputs.workspaceId
  }
}

module network './modules/network.bicep' = if (vnetEnabled) {
  name: 'network'
  scope: group
  params: {
    name: '${abbreviations.networkVirtualNetworks}${token}'
    endpointPrefix: '${abbreviations.networkPrivateEndpoints}${token}'
    location: location
    tags: tags
    storageAccountName: storage.outputs.name
    vaultName: vault.outputs.name
  }
}

module roles './modules/roles.bicep' = {
  name: 'roles'
  scope: group
  params: {
    appPrincipalId: identity.outputs.principalId
    operatorPrincipalId: operatorPrincipalId
    storageAccountName: storage.outputs.name
    queueNames: queueNames
    tableName: tableName
    vaultName: vault.outputs.name
    componentName: monitoring.outputs.componentName
  }
}

module app './modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    name: appName
    planName: '${abbreviations.webServerFarms}${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    blobServiceUri: storage.outputs.blobServiceUri
    queueServiceUri: storage.outputs.queueServiceUri
    tableServiceUri: storage.outputs.tableServiceUri
    queueName: queueName
    packageContainerUri: storage.outputs.packageContainerUri
    vaultUri: vault.outputs.uri
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    otlpEndpoint: otlpEndpoint
    systems: systems
    apiKeys: apiKeys
    entra: entra
    entraCallers: entraCallers
    otherSettings: otherSettings
    maximumInstanceCount: maximumInstanceCount
    subnetId: vnetEnabled ? network!.outputs.appSubnetId : ''
  }
  dependsOn: [
    roles
  ]
}

module alerts './modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    namePrefix: '${abbreviations.insightsScheduledQueryRules}${token}'
    actionGroupName: '${abbreviations.insightsActionGroups}${token}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    poisonQueueName: poisonQueueName
    email: alertEmail
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output FUNCTION_APP_NAME string = app.outputs.name
output FUNCTION_APP_URL string = app.outputs.url
output IDENTITY_CLIENT_ID string = identity.outputs.clientId
output KEY_VAULT_NAME string = vault.outputs.name
output STORAGE_ACCOUNT_NAME string = storage.outputs.name
