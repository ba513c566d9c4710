using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Control;

/// <summary>The control address: a thin layer over the members of <see cref="EmulatorHost"/>.</summary>
internal sealed class ControlEndpoints(EmulatorCore core)
{
    private static readonly ControlJson Json = ControlJson.Readable;

    public void Map(IEndpointRouteBuilder app)
    {
        var control = app.MapGroup(Routes.Control);
        MapFaults(control);
        MapRequests(control);
        MapAnswers(control);
        MapSettings(control);
        MapTokens(control);
        MapAdversary(control);
    }

    private void MapFaults(RouteGroupBuilder control)
    {
        control.MapGet("/faults", context => WriteAsync(context, core.Faults.Remaining, Json.IReadOnlyListFault));
        control.MapPost("/faults", Reads(Json.Fault, (context, fault) =>
        {
            core.Faults.Add(fault);
            return WriteAsync(context, core.Faults.Remaining, Json.IReadOnlyListFault);
        }));
        control.MapDelete("/faults", Does(core.Faults.Clear));
    }

    private void MapRequests(RouteGroupBuilder control)
    {
        control.MapGet("/requests", context => WriteAsync(context, core.Requests.All, Json.IReadOnlyListRecordedRequest));
        control.MapDelete("/requests", Does(core.Requests.Clear));
        control.MapGet("/state", context => WriteAsync(context, core.Counters.Snapshot(), Json.EmulatorState));
        control.MapPost("/wait", Reads(Json.WaitCondition, async (context, condition) =>
        {
            var met = await core.Pulse.WaitAsync(
                () => condition.Holds(core.Counters.Snapshot()), TimeSpan.FromMilliseconds(condition.TimeoutMs), context.RequestAborted);
            context.Response.StatusCode = met ? 200 : 408;
            await WriteAsync(context, core.Counters.Snapshot(), Json.EmulatorState);
        }));
    }

    private void MapAnswers(RouteGroupBuilder control)
    {
        control.MapGet("/answers", context => WriteAsync(context, core.Answers.Remaining, Json.IReadOnlyListScriptedAnswer));
        control.MapPost("/answers", Reads(Json.ScriptedAnswer, (context, answer) =>
        {
            core.Answers.Add(answer);
            return WriteAsync(context, core.Answers.Remaining, Json.IReadOnlyListScriptedAnswer);
        }));
        control.MapDelete("/answers", Does(core.Answers.Clear));
    }

    private void MapSettings(RouteGroupBuilder control)
    {
        control.MapGet("/settings", context => WriteAsync(context, core.Settings, Json.EmulatorSettings));
        control.MapPut("/settings", Reads(Json.JsonObject, (context, patch) =>
        {
            core.Settings = SettingsPatch.Apply(core.Settings, patch);
            return WriteAsync(context, core.Settings, Json.EmulatorSettings);
        }));
        control.MapPost("/reset", Reads(Json.ResetRequest, (context, reset) =>
        {
            core.Reset(reset.Tokens);
            return WriteAsync(context, core.Counters.Snapshot(), Json.EmulatorState);
        }));
        control.MapGet("/certificate", context => WriteAsync(context, new(core.Certificates.Kind), Json.CertificateChoice));
        control.MapPut("/certificate", Reads(Json.CertificateChoice, (context, choice) =>
        {
            core.Certificates.Kind = choice.Kind;
            return WriteAsync(context, choice, Json.CertificateChoice);
        }));
        control.MapGet("/proxy", context => WriteAsync(context, core.Proxy.State, Json.ProxyState));
        control.MapPut("/proxy", Reads(Json.ProxyChoice, (context, choice) =>
        {
            core.Proxy.Configure(choice.User, choice.Password, choice.RefuseStatus, choice.Mode);
            return WriteAsync(context, core.Proxy.State, Json.ProxyState);
        }));
    }

    private void MapTokens(RouteGroupBuilder control)
    {
        control.MapPost("/tokens", Reads(Json.TokenOrder, (context, order) =>
        {
            var account = EmulatorAccount.All.FirstOrDefault(account => account.Scope == order.Scope)
                ?? throw new ArgumentException($"There is no scope '{order.Scope}'.");
            return WriteAsync(context, core.Tokens.Issue(account, TimeSpan.FromSeconds(order.LifetimeSeconds)), Json.IssuedToken);
        }));
        control.MapPost("/tokens/expire", Does(core.Tokens.ExpireAll));
    }

    private void MapAdversary(RouteGroupBuilder control)
    {
        control.MapGet("/adversary", context => WriteAsync(context, AdversaryOverview.Of(core.Adversary), Json.AdversaryOverview));
        control.MapPut("/adversary", Reads(Json.AdversaryChoice, (context, choice) =>
        {
            core.Adversary.Mode = choice.Mode ?? core.Adversary.Mode;
            core.Adversary.Laboratory.Current = choice.Tls ?? core.Adversary.Laboratory.Current;
            return WriteAsync(context, new(core.Adversary.Mode, core.Adversary.Laboratory.Current), Json.AdversaryChoice);
        }));
    }

    private static RequestDelegate Does(Action action) => context =>
    {
        action();
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    };

    /// <summary>Reads the body; an empty one counts as an empty object.</summary>
    private static RequestDelegate Reads<T>(JsonTypeInfo<T> type, Func<HttpContext, T, Task> act) => async context =>
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var bytes = body.Length == 0 ? "{}"u8.ToArray() : body.ToArray();
            await act(context, JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException("The body is null."));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            context.Response.StatusCode = 400;
            await WriteAsync(context, new(e.Message), Json.ControlError);
        }
    };

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, type), context.RequestAborted).AsTask();
    }
}
