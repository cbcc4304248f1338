// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/external_calls.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "headwater/policy_rule.h"
#include "service/config/suggestion.h"
#include "service/config/value_readers.h"

namespace headwater::config {
namespace {

using Kind = DataNode::Kind;

Error At(const DataNode& node, const std::string& sentence) {
  return {Errc::kInvalid,
          std::to_string(node.line) + ":" + std::to_string(node.column) + ": " + sentence};
}

/// The program and its arguments as they are given to it: no shell splits or expands anything.
Result<std::vector<std::string>> CommandOf(const DataNode& node) {
  std::vector<std::string> command;
  for (const DataNode& item : node.items) {
    if (item.kind != Kind::kString || item.scalar.find('\0') != std::string::npos) {
      return At(item, "`command`: expected texts");
    }
    command.push_back(item.scalar);
  }
  const bool is_path = !command.empty() && command.front().starts_with('/');
  if (!is_path) {
    return At(node,
              "`command`: expected the absolute path of a program and its arguments, as "
              "[/opt/rules/check, --strict]");
  }
  return command;
}

bool IsThisMachine(const SafeUrl& url) {
  std::string_view host = url.host_and_port();
  if (host.starts_with("[::1]")) return true;
  host = host.substr(0, host.find(':'));
  return host == "localhost" || host == "127.0.0.1";
}

Result<SafeUrl> UrlOf(const DataNode& node) {
  Result<SafeUrl> url = SafeUrl::Parse(node.scalar);
  if (!url.ok()) return At(node, "`url`: " + url.error().message);
  if (!url.value().is_https() && !IsThisMachine(url.value())) {
    return At(node,
              "`url`: expected an https address: changes are sent there, of private projects "
              "as well");
  }
  return url;
}

Result<std::chrono::milliseconds> DeadlineOf(const DataNode& node) {
  std::chrono::milliseconds value{0};
  const Status status = ReadDuration(node, value);
  const bool fits = status.ok() && value > std::chrono::milliseconds(0) &&
                    value <= std::chrono::milliseconds(kLongestExternal);
  if (!fits) return At(node, "`deadline`: expected a duration from 1s to 60s");
  return value;
}

Status ReadKey(const DataNode& key, const DataNode& value, ExternalCall& call) {
  if (key.scalar == "command") {
    call.command = TRY(CommandOf(value));
  } else if (key.scalar == "url") {
    call.url = TRY(UrlOf(value));
  } else if (key.scalar == "deadline") {
    call.deadline = TRY(DeadlineOf(value));
  } else {
    return At(key, "unknown key `" + key.scalar + "`" +
                       DidYouMean(key.scalar, {"command", "url", "deadline"}));
  }
  return Ok{};
}

Result<ExternalCall> CallOf(const DataMember& entry) {
  const auto& [name, node] = entry;
  ExternalCall call;
  call.rule = std::string(kExternalFamily) + name.scalar;
  if (!IsPatternId(call.rule)) {
    return At(name,
              "an external rule is named in words of lower-case letters and digits with `-` "
              "between them, at most 40 bytes");
  }
  if (node.kind != Kind::kMap) return At(node, "an external rule has a `command` or a `url`");
  for (const auto& [key, value] : node.members) TRY(ReadKey(key, value, call));
  if (call.command.empty() == !call.url.has_value()) {
    return At(name, "`" + name.scalar + "`: expected either `command` or `url`");
  }
  return call;
}

}  // namespace

Result<std::vector<ExternalCall>> ReadExternalCalls(const DataNode& section) {
  if (section.kind != Kind::kMap) return At(section, "`external`: expected a map of rules");
  std::vector<ExternalCall> calls;
  for (const DataMember& entry : section.members) calls.push_back(TRY(CallOf(entry)));
  return calls;
}

}  // namespace headwater::config
