using System.Text.Json.Nodes;
using Azure.Storage.Queues.Models;
using FunctionsConnector.FunctionsHost.Protocol;
using Google.Protobuf;

namespace FunctionsConnector.FunctionsHost.Queues;

/// <summary>A queue message for a function parameter of type <see cref="QueueMessage"/>.</summary>
internal static class TriggerMessage
{
    public static TypedData Of(QueueMessage message) => new()
    {
        ModelBindingData = new ModelBindingData
        {
            Version = "1.0",
            Source = "AzureStorageQueues",
            ContentType = "application/json",
            Content = ByteString.CopyFromUtf8(new JsonObject
            {
                ["MessageId"] = message.MessageId,
                ["DequeueCount"] = message.DequeueCount,
                ["NextVisibleOn"] = message.NextVisibleOn,
                ["InsertedOn"] = message.InsertedOn,
                ["ExpiresOn"] = message.ExpiresOn,
                ["PopReceipt"] = message.PopReceipt,
                ["MessageText"] = message.MessageText,
            }.ToJsonString()),
        },
    };
}
