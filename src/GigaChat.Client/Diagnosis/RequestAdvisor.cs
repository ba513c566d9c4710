using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Diagnosis;

/// <summary>What the answers to the first requests mean.</summary>
internal static class RequestAdvisor
{
    /// <summary>A request that failed.</summary>
    /// <param name="error">The error; its message says what to do.</param>
    /// <param name="limit">The time limit of a request.</param>
    public static Finding Explain(GigaChatException error, TimeSpan limit)
    {
        if (error.Kind == GigaChatErrorKind.Timeout)
            return new(Localized.Format(DiagnosisMessages.NoAnswerWithin, limit.TotalSeconds),
                LocalizedMessage.Of(DiagnosisMessages.AdviceSlow));
        if (error.StatusCode is not { } status)
            return new(DiagnosisMessages.NoAnswer, error.Text);
        string detail = error.ServiceCode is { } code
            ? Localized.Format(DiagnosisMessages.StatusAndCode, (int)status, code)
            : Localized.Format(DiagnosisMessages.Status, (int)status);
        if (!string.IsNullOrWhiteSpace(error.ServiceMessage))
            detail = $"{detail}: {error.ServiceMessage}";
        // What the service's support asks for.
        bool isForSupport = error.Kind == GigaChatErrorKind.ServerError && error.RequestId is not null;
        return new(isForSupport ? $"{detail} (x-request-id {error.RequestId})" : detail, error.Text);
    }

    /// <summary>The models of the account.</summary>
    /// <param name="models">The models.</param>
    /// <param name="model">The model of prompts that name none.</param>
    public static Finding Explain(IReadOnlyList<GigaChatModel> models, string model)
    {
        if (models.Any(found => found.Id == model))
            return new(Localized.Format(DiagnosisMessages.ModelsWith, models.Count, model));
        const int enough = 5;
        string others = string.Join(", ", models.Where(static found => found.Type == "chat").Take(enough));
        return new(Localized.Format(DiagnosisMessages.ModelsWithout, models.Count, model),
            Localized.Format(DiagnosisMessages.AdviceModel, others));
    }
}
