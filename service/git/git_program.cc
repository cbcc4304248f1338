// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/git_program.h"

#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <compare>

#include "headwater/process.h"

namespace headwater::git {
namespace {

constexpr std::array<const char*, 3> kPlaces = {"/usr/bin/git", "/usr/local/bin/git", "/bin/git"};
constexpr std::string_view kPrefix = "git version ";
/// Major, minor, patch.
using Version = std::array<int, 3>;
constexpr Version kOldest = {2, 39, 4};
/// It answers in milliseconds; a cold disk may take longer.
constexpr std::chrono::seconds kPatience{10};

/// Reads "2.39.5" and what may follow, "2.45.2.windows.1"; parts that are absent are 0.
Version ReadVersion(std::string_view text) {
  Version version{};
  const char* at = text.data();
  const char* const end = at + text.size();
  for (int& part : version) {
    const auto [next, problem] = std::from_chars(at, end, part);
    if (problem != std::errc() || next == end || *next != '.') break;
    at = next + 1;
  }
  return version;
}

}  // namespace

Status CheckGitVersion(std::string_view printed) {
  if (!printed.starts_with(kPrefix)) return Error{Errc::kInternal, "git does not tell its version"};
  const std::string_view text = printed.substr(kPrefix.size());
  if (ReadVersion(text) >= kOldest) return Ok{};
  return Error{Errc::kInternal, "git 2.39.4 or later is needed, this is " +
                                    std::string(text.substr(0, text.find_first_of(" \n")))};
}

Result<GitProgram> GitProgram::Find() {
  for (const char* place : kPlaces) {
    if (access(place, X_OK) != 0) continue;
    ProcessSpec spec;
    spec.argv = {place, "--version"};
    spec.environment = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"};
    const ProcessResult result = TRY(RunProcess(spec, "", kPatience));
    TRY(CheckGitVersion(result.out).Context(place));
    return GitProgram{place};
  }
  return Error{Errc::kInternal, "the git command is not installed"};
}

}  // namespace headwater::git
