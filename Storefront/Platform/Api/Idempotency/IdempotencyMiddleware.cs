using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Storefront.Platform.Results;

namespace Storefront.Platform.Api.Idempotency;

/// <summary>Executes a merchant's write once per <c>Idempotency-Key</c>, and repeats the first answer for a day (ADR 0031).</summary>
/// <remarks>Claim, work and answer share a transaction, so after a crash a repetition finds all of them or nothing. The answer is sent
/// after the commit. A 5xx, a 401 and a 429 undo everything, and the key is free again.</remarks>
public sealed class IdempotencyMiddleware(RequestDelegate next, RunningRequests running)
{
    public async Task InvokeAsync(HttpContext context, IServiceProvider services)
    {
        var header = context.Request.Headers[IdempotencyKey.Header];
        if (header.Count == 0 || !context.GetEndpoint()!.Metadata.GetRequiredMetadata<ApiAudience>().IsWrite)
        {
            await next(context);
            return;
        }

        if (IdempotencyKey.Read(header) is not { } key)
        {
            await ApiResults.WriteStatusAsync(context, StatusCodes.Status400BadRequest, IdempotencyErrors.Malformed, IdempotencyErrors.MalformedCode);
            return;
        }

        var protector = new AnswerProtector(BearerTokens.Read(context.Request)!);
        var mark = protector.MarkOf(((RouteEndpoint)context.GetEndpoint()!).RoutePattern.RawText!, key);
        using var turn = running.TryBegin(mark);
        if (turn is null)
        {
            await ApiResults.WriteAsync(context, IdempotencyErrors.InProgress);
            return;
        }

        var store = services.GetRequiredService<IdempotencyStore>();
        var body = protector.MarkOf(context.Features.GetRequiredFeature<RawBody>().Bytes.Span);
        var former = await store.FindAsync(mark, context.RequestAborted);
        if (former is null && await IsFirstAsync(context, store, protector, mark, body))
        {
            return;
        }

        await RepeatAsync(context, former ?? (await store.FindAsync(mark, context.RequestAborted))!, protector, mark, body);
    }

    // Executes the request, unless another process was first.
    private async Task<bool> IsFirstAsync(HttpContext context, IdempotencyStore store, AnswerProtector protector, byte[] mark, byte[] body)
    {
        var response = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        Result<Done> done;
        try
        {
            done = await store.RunOnceAsync(mark, body, () => CarryOutAsync(context, buffer, protector, mark), context.RequestAborted);
        }
        finally
        {
            context.Response.Body = response;
        }

        if (done.Refusal == IdempotencyErrors.Claimed)
        {
            return false;
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(response, context.RequestAborted);
        return true;
    }

    private async Task<AnswerToKeep?> CarryOutAsync(HttpContext context, MemoryStream buffer, AnswerProtector protector, byte[] mark)
    {
        await next(context);
        var answer = new KeptAnswer(context.Response.StatusCode, buffer.ToArray());
        var request = context.Features.GetRequiredFeature<RawBody>().Bytes;
        return answer.IsKept ? new(protector.Encrypt(answer.ToBytes(), mark), answer.CustomerId(), answer.Address(request)) : null;
    }

    private static Task RepeatAsync(HttpContext context, FormerRequest former, AnswerProtector protector, byte[] mark, byte[] body)
    {
        if (!CryptographicOperations.FixedTimeEquals(former.Request, body))
        {
            return ApiResults.WriteAsync(context, IdempotencyErrors.Mismatch);
        }

        return former.Answer is { } content
            ? KeptAnswer.Of(protector.Decrypt(content, mark)).WriteAsync(context)
            : ApiResults.WriteAsync(context, IdempotencyErrors.Erased);
    }
}
