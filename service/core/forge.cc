// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/forge.h"

#include <algorithm>
#include <string_view>

#include "headwater/event.h"
#include "headwater/http.h"
#include "headwater/store.h"

namespace headwater {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool SameName(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

int Severity(StatusState state) {
  switch (state) {
    case StatusState::kSuccess:
      return 0;
    case StatusState::kRunning:
      return 1;
    case StatusState::kFailed:
      return 2;
  }
  return 2;
}

/// Whether the name fits a pattern in which `*` stands for any run of bytes. Never tries more than
/// the last star again, so it takes at most pattern times name.
bool FitsRule(std::string_view pattern, std::string_view name) {
  size_t at = 0;
  size_t in_name = 0;
  size_t star = std::string_view::npos;
  size_t resume = 0;
  while (in_name < name.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      resume = in_name;
    } else if (at < pattern.size() && pattern[at] == name[in_name]) {
      ++at;
      ++in_name;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      in_name = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

}  // namespace

std::optional<std::string_view> FindHeader(const HttpHeaders& headers, std::string_view name) {
  for (const HttpHeader& header : headers) {
    if (SameName(header.name, name)) return header.value;
  }
  return std::nullopt;
}

Literal NameOf(StatusState state) {
  switch (state) {
    case StatusState::kRunning:
      return "running";
    case StatusState::kSuccess:
      return "success";
    case StatusState::kFailed:
      return "failed";
  }
  return "failed";
}

Literal NameOf(EventDecision decision) {
  switch (decision) {
    case EventDecision::kEvaluate:
      return "evaluate";
    case EventDecision::kMetadata:
      return "metadata";
    case EventDecision::kRecord:
      return "record";
    case EventDecision::kClose:
      return "close";
    case EventDecision::kCommand:
      return "command";
    case EventDecision::kIndex:
      return "index";
    case EventDecision::kIgnore:
      return "ignore";
  }
  return "ignore";
}

bool IsProtected(const std::vector<ForgeProtectedBranch>& rules, const Untrusted& branch) {
  bool named = false;
  for (const ForgeProtectedBranch& rule : rules) {
    if (!FitsRule(rule.name.bytes(), branch.bytes())) continue;
    if (!rule.maintainers_only) return false;
    named = true;
  }
  return named;
}

std::optional<StatusLine> WorstOf(std::span<const StatusLine> lines) {
  const auto worst =
      std::max_element(lines.begin(), lines.end(), [](const StatusLine& a, const StatusLine& b) {
        return Severity(a.state) < Severity(b.state);
      });
  if (worst == lines.end()) return std::nullopt;
  return *worst;
}

}  // namespace headwater
