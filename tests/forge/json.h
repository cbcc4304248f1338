// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Reading parameters that may come as JSON, form or query: a number may be text, a list may be
/// one string with commas. A key that is absent, null or of the wrong type gives the fallback.

namespace headwater::forge_double {

using Json = nlohmann::json;

/// Invalid UTF-8 becomes U+FFFD.
std::string Dump(const Json& value);
/// Nothing where `text` is not JSON.
std::optional<Json> ParseJson(std::string_view text);

bool Has(const Json& object, const char* key);
std::string Text(const Json& object, const char* key, const std::string& fallback = "");
std::optional<int64_t> Integer(const Json& object, const char* key);
int64_t IntegerOr(const Json& object, const char* key, int64_t fallback);
bool Flag(const Json& object, const char* key, bool fallback);
std::vector<std::string> List(const Json& object, const char* key);

/// Zero is null.
Json IdOrNull(int64_t id);
/// Empty is null.
Json TextOrNull(const std::string& text);
/// "2025-10-06T08:18:03.551Z"; zero is null. REST's form.
Json IsoTime(int64_t millis);
/// "2025-10-06 08:18:03 UTC"; zero is null. The form inside hook bodies.
Json HookTime(int64_t millis);
/// RFC 3339 with an optional fraction and offset, as milliseconds since 1970.
std::optional<int64_t> ParseTime(const std::string& text);

}  // namespace headwater::forge_double
