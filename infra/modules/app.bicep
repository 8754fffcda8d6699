import { systemsType, apiKeyType, entraType, entraCallerType, otherSettingsType } from '../settings.bicep'

param name string
param planName string
param location string
param tags object
param identityId string
param identityClientId string
param blobServiceUri string
param queueServiceUri string
param tableServiceUri string
param queueName string
param packageContainerUri string
param vaultUri string
param applicationInsightsConnectionString string

@description('Empty for nowhere.')
param otlpEndpoint string

param systems systemsType
param apiKeys apiKeyType[]
param entra entraType?
param entraCallers entraCallerType[]
param otherSettings otherSettingsType
param maximumInstanceCount int

@description('Where the app reaches private endpoints from. Empty for none.')
param subnetId string

// Secrets are one level deeper, and a list is one text.
var settingsOfSystems = flatten(map(
  items(systems),
  system =>
    concat(
      map(filter(items(system.value), setting => setting.key != 'Secrets'), setting => {
        name: 'Systems__${system.key}__${setting.key}'
        value: setting.key == 'RecordTypes' ? join(setting.value, ',') : string(setting.value)
      }),
      map(items(system.value.Secrets), secret => { name: 'Systems__${system.key}__Secrets__${secret.key}', value: secret.value })
    )
))

var settingsOfApiKeys = flatten(map(
  range(0, length(apiKeys)),
  index =>
    map(items(apiKeys[index]), setting => {
      name: 'Connector__ApiKeys__${index}__${setting.key}'
      value: setting.key == 'Systems' ? join(setting.value, ',') : string(setting.value)
    })
))

var settingsOfEntra = map(items(entra ?? {}), setting => { name: 'Connector__Entra__${setting.key}', value: setting.value })

var settingsOfEntraCallers = flatten(map(
  range(0, length(entraCallers)),
  index =>
    map(items(entraCallers[index]), setting => {
      name: 'Connector__EntraCallers__${index}__${setting.key}'
      value: setting.key == 'Systems' ? join(setting.value, ',') : string(setting.value)
    })
))

// The connection of the queue's trigger is Queue and its queue is %Queue:Name%. The app reads the same settings.
var settingsOfQueue = [
  { name: 'Queue__Name', value: queueName }
  { name: 'Queue__queueServiceUri', value: queueServiceUri }
  { name: 'Queue__credential', value: 'managedidentity' }
  { name: 'Queue__clientId', value: identityClientId }
]

// With the identity of the queues.
var settingsOfCoordination = [
  { name: 'Coordination__ServiceUri', value: tableServiceUri }
]

var settingsOfHost = [
  { name: 'AzureWebJobsStorage__blobServiceUri', value: blobServiceUri }
  { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
  { name: 'AzureWebJobsStorage__clientId', value: identityClientId }
  // A function of the app answers GET /.
  { name: 'AzureWebJobsDisableHomepage', value: 'true' }
  { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: applicationInsightsConnectionString }
  { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'ClientId=${identityClientId};Authorization=AAD' }
]

var settingsOfVault = [
  { name: 'KeyVault__Uri', value: vaultUri }
  { name: 'KeyVault__Credential', value: 'ManagedIdentity' }
  { name: 'KeyVault__ClientId', value: identityClientId }
]

var settingsOfTelemetry = empty(otlpEndpoint)
  ? []
  : [
      { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: otlpEndpoint }
    ]

var furtherSettings = map(objectKeys(otherSettings), name => { name: name, value: otherSettings[name] })

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  // azd deploys to the site that has the name of its service.
  tags: union(tags, { 'azd-service-name': 'connector' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    // Power Platform calls from addresses of its own.
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstanceCount
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      // This is the whole list: whatever was set by hand is gone after a deployment.
      appSettings: concat(
        settingsOfHost,
        settingsOfQueue,
        settingsOfCoordination,
        settingsOfVault,
        settingsOfTelemetry,
        settingsOfSystems,
        settingsOfApiKeys,
        settingsOfEntra,
        settingsOfEntraCallers,
        furtherSettings
      )
    }
  }
}

resource noPasswordForScm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: site
  name: 'scm'
  properties: {
    allow: false
  }
}

resource noPasswordForFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: site
  name: 'ftp'
  properties: {
    allow: false
  }
}

output name string = site.name
output url string = 'https://${site.properties.defaultHostName}'
