// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/glob.h"

#include <bitset>

namespace headwater {
namespace {

constexpr std::string_view kEverything = "**";

/// The positions of a pattern that matching has reached: before byte i, or at its end. Nearly all
/// patterns are short, and one machine word is several times faster than what the longest needs.
using FewPositions = std::bitset<64>;
using AllPositions = std::bitset<kMaxGlobBytes + kEverything.size() + 1>;

bool HasParentPart(std::string_view pattern) {
  while (true) {
    const size_t slash = pattern.find('/');
    if (pattern.substr(0, slash) == "..") return true;
    if (slash == std::string_view::npos) return false;
    pattern.remove_prefix(slash + 1);
  }
}

bool IsAnyRun(std::string_view pattern, size_t i) {
  return pattern.substr(i).starts_with(kEverything);
}

/// `**/` where a part begins: any number of whole folders.
bool IsAnyFolders(std::string_view pattern, size_t i) {
  return pattern.substr(i).starts_with("**/") && (i == 0 || pattern[i - 1] == '/');
}

/// Adds what is reached without consuming a byte. Such steps only lead forward, so one pass does.
/// `at_part` says that a part of the path begins here: only there may `**/` end, or `**/b` would
/// match `ab`.
template <typename Positions>
void AddEmptySteps(std::string_view pattern, bool at_part, Positions& reached) {
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (!reached[i] || pattern[i] != '*') continue;
    const bool any_run = IsAnyRun(pattern, i);
    reached.set(i + (any_run ? 2 : 1));
    if (at_part && IsAnyFolders(pattern, i)) reached.set(i + 3);
  }
}

template <typename Positions>
Positions Consume(std::string_view pattern, const Positions& reached, char byte) {
  Positions next;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (!reached[i]) continue;
    if (pattern[i] == '*') {
      if (byte != '/' || IsAnyRun(pattern, i)) next.set(i);
    } else if (pattern[i] == byte || (pattern[i] == '?' && byte != '/')) {
      next.set(i + 1);
    }
  }
  return next;
}

template <typename Positions>
bool Simulate(std::string_view pattern, std::string_view path) {
  Positions reached;
  reached.set(0);
  bool at_part = true;
  for (const char byte : path) {
    AddEmptySteps(pattern, at_part, reached);
    reached = Consume(pattern, reached, byte);
    if (reached.none()) return false;
    at_part = byte == '/';
  }
  AddEmptySteps(pattern, at_part, reached);
  return reached[pattern.size()];
}

bool MatchesOne(std::string_view pattern, std::string_view path) {
  std::string_view literal_end = pattern.substr(pattern.find_last_of("*?") + 1);
  // The '/' of `**/` need not be in the path.
  if (literal_end.starts_with('/')) literal_end.remove_prefix(1);
  if (!path.ends_with(literal_end)) return false;
  return pattern.size() < FewPositions().size() ? Simulate<FewPositions>(pattern, path)
                                                : Simulate<AllPositions>(pattern, path);
}

}  // namespace

Result<GlobSet> GlobSet::Make(const std::vector<std::string>& patterns) {
  GlobSet set;
  for (std::string pattern : patterns) {
    if (pattern.size() > kMaxGlobBytes) {
      return Error{Errc::kInvalid,
                   "path pattern longer than " + std::to_string(kMaxGlobBytes) + " bytes"};
    }
    if (pattern.find('\0') != std::string::npos) {
      return Error{Errc::kInvalid, "path pattern contains a NUL byte"};
    }
    if (pattern.starts_with('/')) pattern.erase(0, 1);
    if (pattern.empty()) return Error{Errc::kInvalid, "path pattern is empty"};
    if (HasParentPart(pattern)) {
      return Error{Errc::kInvalid, "path pattern contains `..`: " + pattern};
    }
    if (pattern.ends_with('/')) pattern += kEverything;
    set.patterns_.push_back(std::move(pattern));
  }
  return set;
}

bool GlobSet::Matches(std::string_view path) const {
  for (const std::string& pattern : patterns_) {
    if (MatchesOne(pattern, path)) return true;
  }
  return false;
}

}  // namespace headwater
