using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Nanowire.Tests.Boards
{
    /// <summary>
    /// Validates JSON by the part of JSON Schema 2020-12 that boards/board.schema.json uses; a keyword beyond that is an error. The
    /// well-kept library for it, JsonSchema.Net, asks for a maintenance fee in the license of its current version.
    /// </summary>
    internal sealed class JsonSchema
    {
        private const string Definitions = "#/$defs/";

        private static readonly string[] _annotations = { "$schema", "title", "description", "$defs" };

        private readonly JsonElement _root;

        public JsonSchema(string text)
        {
            _root = JsonDocument.Parse(text).RootElement;
        }

        /// <summary>What is wrong, each with the path of the value; nothing when it is valid.</summary>
        public List<string> Validate(JsonElement value)
        {
            return Check(_root, value, "$").ToList();
        }

        private IEnumerable<string> Check(JsonElement schema, JsonElement value, string path)
        {
            return schema.EnumerateObject().SelectMany(k => Keyword(schema, k.Name, k.Value, value, path));
        }

        private IEnumerable<string> Keyword(JsonElement schema, string keyword, JsonElement rule, JsonElement value, string path)
        {
            switch (keyword)
            {
                case "type":
                    string[] types = rule.ValueKind == JsonValueKind.Array ? Strings(rule) : new[] { rule.GetString() };
                    return Unless(types.Any(t => IsOf(t, value)), path + " is no " + string.Join(" or ", types));
                case "const":
                    return Unless(Same(rule, value), path + " is not " + rule.GetRawText());
                case "enum":
                    return Unless(rule.EnumerateArray().Any(r => Same(r, value)), path + " is none of " + rule.GetRawText());
                case "pattern":
                    return Unless(value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString(), rule.GetString()), path + " does not match " + rule.GetString());
                case "minLength":
                    return Unless(value.ValueKind != JsonValueKind.String || value.GetString().Length >= rule.GetInt32(), path + " is shorter than " + rule);
                case "maxLength":
                    return Unless(value.ValueKind != JsonValueKind.String || value.GetString().Length <= rule.GetInt32(), path + " is longer than " + rule);
                case "minimum":
                    return Unless(value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble(), path + " is less than " + rule);
                case "maximum":
                    return Unless(value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble(), path + " is more than " + rule);
                case "required":
                    return value.ValueKind != JsonValueKind.Object ? None() : Strings(rule).Where(r => !value.TryGetProperty(r, out _)).Select(r => path + " has no " + r);
                case "properties":
                    return value.ValueKind != JsonValueKind.Object ? None() : rule.EnumerateObject().SelectMany(p => Property(p, value, path));
                case "additionalProperties":
                    return value.ValueKind != JsonValueKind.Object ? None() : value.EnumerateObject().Where(p => !IsNamed(schema, p.Name)).SelectMany(p => Additional(rule, p, path));
                case "items":
                    return value.ValueKind != JsonValueKind.Array ? None() : value.EnumerateArray().SelectMany((v, i) => Check(rule, v, path + "[" + i + "]"));
                case "minItems":
                    return Unless(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32(), path + " has fewer than " + rule);
                case "oneOf":
                    int fitting = rule.EnumerateArray().Count(r => !Check(r, value, path).Any());
                    return Unless(fitting == 1, path + " fits " + fitting + " of " + rule.GetArrayLength() + " forms");
                case "$ref":
                    return Check(Definition(rule.GetString()), value, path);
                default:
                    return _annotations.Contains(keyword) ? None() : throw new NotSupportedException("keyword of the schema: " + keyword);
            }
        }

        private IEnumerable<string> Property(JsonProperty rule, JsonElement value, string path)
        {
            return value.TryGetProperty(rule.Name, out JsonElement part) ? Check(rule.Value, part, path + "." + rule.Name) : None();
        }

        private IEnumerable<string> Additional(JsonElement rule, JsonProperty property, string path)
        {
            string name = path + "." + property.Name;
            return rule.ValueKind == JsonValueKind.False ? new[] { name + " is not known" } : Check(rule, property.Value, name);
        }

        private JsonElement Definition(string reference)
        {
            return reference.StartsWith(Definitions, StringComparison.Ordinal)
                ? _root.GetProperty("$defs").GetProperty(reference.AsSpan(Definitions.Length))
                : throw new NotSupportedException("reference of the schema: " + reference);
        }

        private static bool IsNamed(JsonElement schema, string name)
        {
            return schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(name, out _);
        }

        private static bool IsOf(string type, JsonElement value)
        {
            switch (type)
            {
                case "integer":
                    return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _);
                case "boolean":
                    return value.ValueKind is JsonValueKind.True or JsonValueKind.False;
                default:
                    return string.Equals(value.ValueKind.ToString(), type, StringComparison.OrdinalIgnoreCase);
            }
        }

        private static bool Same(JsonElement one, JsonElement other)
        {
            return JsonElement.DeepEquals(one, other);
        }

        private static string[] Strings(JsonElement array)
        {
            return array.EnumerateArray().Select(e => e.GetString()).ToArray();
        }

        private static IEnumerable<string> Unless(bool isRight, string error)
        {
            return isRight ? None() : new[] { error };
        }

        private static IEnumerable<string> None()
        {
            return Enumerable.Empty<string>();
        }
    }
}
