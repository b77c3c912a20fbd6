using System.Reflection;

namespace Storefront.Tests.Support;

/// <summary>Finds which types of the program a type references: in its declarations and in the compiled code of its methods.</summary>
internal static class TypeReferences
{
    /// <summary>Every pair of types of the program of which the first references the second. Nested types count as their outer
    /// type.</summary>
    public static IReadOnlySet<(Type From, Type To)> All { get; } = typeof(Program).Assembly.GetTypes()
        .SelectMany(type =>
            Of(type).SelectMany(Parts).Where(other => other.Assembly == type.Assembly).Select(other => (Outermost(type), Outermost(other))))
        .Where(pair => pair.Item1 != pair.Item2)
        .ToHashSet();

    private static IEnumerable<Type?> Of(Type type) =>
    [
        type.BaseType,
        .. type.GetInterfaces(),
        .. type.GetCustomAttributesData().Select(attribute => attribute.AttributeType),
        .. type.GetFields(MethodCode.Declared).Select(field => field.FieldType),
        .. MethodCode.MethodsOf(type).SelectMany(OfMethod),
    ];

    private static IEnumerable<Type?> OfMethod(MethodBase method) =>
    [
        (method as MethodInfo)?.ReturnType,
        .. method.GetParameters().Select(parameter => parameter.ParameterType),
        .. method.GetCustomAttributesData().Select(attribute => attribute.AttributeType),
        .. MethodCode.InstructionsOf(method).SelectMany(instruction => OfMember(MethodCode.MemberOf(method, instruction.Code, instruction.Token))),
    ];

    private static IEnumerable<Type?> OfMember(MemberInfo? member) => member switch
    {
        Type type => [type],
        MethodInfo { IsGenericMethod: true } generic => [generic.DeclaringType, .. generic.GetGenericArguments()],
        not null => [member.DeclaringType],
        null => [],
    };

    private static IEnumerable<Type> Parts(Type? type) => type switch
    {
        null => [],
        { HasElementType: true } => Parts(type.GetElementType()),
        { IsGenericType: true } => [type.GetGenericTypeDefinition(), .. type.GetGenericArguments().SelectMany(Parts)],
        _ => [type],
    };

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
