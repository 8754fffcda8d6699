param name string
param endpointPrefix string
param location string
param tags object
param storageAccountName string
param vaultName string

var appSubnet = 'app'
var endpointSubnet = 'endpoints'

resource network 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: ['10.0.0.0/16']
    }
    subnets: [
      {
        name: appSubnet
        properties: {
          addressPrefix: '10.0.0.0/24'
          delegations: [
            {
              name: 'app'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: endpointSubnet
        properties: {
          addressPrefix: '10.0.1.0/24'
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }
}

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageAccountName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

var endpoints = [
  { group: 'blob', target: account.id, zone: 'privatelink.blob.${environment().suffixes.storage}' }
  { group: 'queue', target: account.id, zone: 'privatelink.queue.${environment().suffixes.storage}' }
  { group: 'table', target: account.id, zone: 'privatelink.table.${environment().suffixes.storage}' }
  { group: 'vault', target: vault.id, zone: 'privatelink.vaultcore.azure.net' }
]

module endpoint './private-endpoint.bicep' = [
  for item in endpoints: {
    name: 'private-endpoint-${item.group}'
    params: {
      name: '${endpointPrefix}-${item.group}'
      location: location
      tags: tags
      targetId: item.target
      groupId: item.group
      zoneName: item.zone
      networkId: network.id
      subnetId: '${network.id}/subnets/${endpointSubnet}'
    }
  }
]

output appSubnetId string = '${network.id}/subnets/${appSubnet}'
