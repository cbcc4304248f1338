// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/written_config.h"

#include <algorithm>
#include <string_view>

namespace headwater::connect {
namespace {

/// In single quotes, where a quote is written twice and nothing else means anything.
/// https://yaml.org/spec/1.2.2/#732-single-quoted-style
Result<std::string> Quoted(const std::string& value) {
  static constexpr unsigned char kDelete = 0x7f;
  const bool controls = std::ranges::any_of(value, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < ' ' || byte == kDelete;
  });
  if (controls) return Error{Errc::kInvalid, value + ": a path or address with control characters"};
  std::string quoted = "'";
  for (const char c : value) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

Status Append(std::string& text, const char* key, const std::string& value) {
  if (value.empty()) return Ok{};
  const std::string quoted = TRY(Quoted(value));
  text += std::string("  ") + key + ": " + quoted + "\n";
  return Ok{};
}

}  // namespace

Result<std::string> ConfigText(const WrittenConfig& config) {
  struct Entry {
    std::string_view section;
    const char* key;
    std::string value;  ///< Empty: left out.
  };
  const Entry entries[] = {
      {"gitlab", "url", config.forge.text()},
      {"gitlab", "api_token_file", config.paths.api},
      {"gitlab", "read_token_file", config.paths.read},
      {"gitlab", "hook_admin_token_file", config.paths.hook_admin},
      {"gitlab", "ca_file", config.ca_file},
      {"gitlab", "proxy", config.proxy},
      {"gitlab", "no_proxy", config.no_proxy},
      {"hooks", "listen", config.listen},
      {"hooks", "url", config.service.text()},
      {"hooks", "secret_file", config.paths.hook_secret},
      {"store", "folder", config.store},
      {"note", "language", config.language == Language::kGerman ? "de" : "en"},
  };
  std::string text =
      "# Written by headwater connect. All keys: service/docs/serve.md. Whether it can be read:\n"
      "# headwater serve --config THIS --check-config\n";
  std::string_view section;
  for (const Entry& entry : entries) {
    if (entry.section != section) text += std::string(entry.section) + ":\n";
    section = entry.section;
    TRY(Append(text, entry.key, entry.value));
  }
  return text;
}

}  // namespace headwater::connect
