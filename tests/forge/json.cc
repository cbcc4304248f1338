// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/json.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <ctime>

namespace headwater::forge_double {
namespace {

constexpr int64_t kMillisPerSecond = 1000;

std::string Format(int64_t millis, const char* pattern) {
  const auto seconds = static_cast<std::time_t>(millis / kMillisPerSecond);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  const size_t size = std::strftime(text.data(), text.size(), pattern, &parts);
  return {text.data(), size};
}

std::optional<int64_t> ParseInteger(const std::string& text) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::string Dump(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Json> ParseJson(std::string_view text) {
  Json value = Json::parse(text, nullptr, false);
  if (value.is_discarded()) return std::nullopt;
  return value;
}

bool Has(const Json& object, const char* key) {
  return object.is_object() && object.contains(key) && !object.at(key).is_null();
}

std::string Text(const Json& object, const char* key, const std::string& fallback) {
  if (!Has(object, key)) return fallback;
  const Json& value = object.at(key);
  if (value.is_string()) return value.get<std::string>();
  return value.is_primitive() ? value.dump() : fallback;
}

std::optional<int64_t> Integer(const Json& object, const char* key) {
  if (!Has(object, key)) return std::nullopt;
  const Json& value = object.at(key);
  if (value.is_number_integer()) return value.get<int64_t>();
  return value.is_string() ? ParseInteger(value.get<std::string>()) : std::nullopt;
}

int64_t IntegerOr(const Json& object, const char* key, int64_t fallback) {
  return Integer(object, key).value_or(fallback);
}

bool Flag(const Json& object, const char* key, bool fallback) {
  if (!Has(object, key)) return fallback;
  const std::string text = Text(object, key);
  if (text == "true" || text == "1") return true;
  return text == "false" || text == "0" ? false : fallback;
}

std::vector<std::string> List(const Json& object, const char* key) {
  std::vector<std::string> list;
  if (!Has(object, key)) return list;
  const Json& value = object.at(key);
  if (value.is_array()) {
    for (const Json& item : value) list.push_back(item.is_string() ? item.get<std::string>() : "");
    return list;
  }
  if (!value.is_string()) return list;
  std::string_view rest = value.get_ref<const std::string&>();
  while (!rest.empty()) {
    const std::string_view item = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(item.size() + 1, rest.size()));
    const size_t begin = std::min(item.find_first_not_of(' '), item.size());
    if (begin < item.size()) list.emplace_back(item.substr(begin));
  }
  return list;
}

Json IdOrNull(int64_t id) { return id == 0 ? Json() : Json(id); }

Json TextOrNull(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json IsoTime(int64_t millis) {
  if (millis == 0) return nullptr;
  std::array<char, 8> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%03dZ",
                static_cast<int>(millis % kMillisPerSecond));
  return Format(millis, "%Y-%m-%dT%H:%M:%S") + fraction.data();
}

Json HookTime(int64_t millis) {
  if (millis == 0) return nullptr;
  return Format(millis, "%Y-%m-%d %H:%M:%S UTC");
}

std::optional<int64_t> ParseTime(const std::string& text) {
  std::tm parts{};
  const char* rest = strptime(text.c_str(), "%Y-%m-%d", &parts);
  if (rest == nullptr) return std::nullopt;
  if (*rest == 'T' || *rest == ' ') rest = strptime(rest + 1, "%H:%M:%S", &parts);
  if (rest == nullptr) return std::nullopt;
  int64_t millis = timegm(&parts) * kMillisPerSecond;
  if (*rest == '.') {
    int64_t unit = kMillisPerSecond;
    for (++rest; *rest >= '0' && *rest <= '9'; ++rest) {
      unit /= 10;
      millis += (*rest - '0') * unit;
    }
  }
  int hours = 0;
  int minutes = 0;
  if ((*rest == '+' || *rest == '-') && std::sscanf(rest + 1, "%2d:%2d", &hours, &minutes) >= 1) {
    const int64_t offset = (hours * int64_t{60} + minutes) * 60 * kMillisPerSecond;
    millis += *rest == '+' ? -offset : offset;
  }
  return millis;
}

}  // namespace headwater::forge_double
