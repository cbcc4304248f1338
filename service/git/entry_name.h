// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string_view>

namespace headwater::git {

/// Longest path we judge, in bytes: PATH_MAX of Linux, and the bound of security 4.4.
inline constexpr size_t kMaxPathBytes = 4'096;

/// What is wrong with one part of a path, as words behind "a name that "; empty when nothing is.
/// Refused are names that no file system can hold apart (empty, `.`, `..`, with '/' or NUL) and
/// everything that some file system takes for `.git`, where a checkout would plant hooks: other
/// case, NTFS short names, streams and trailing blanks and dots, code points that HFS+ ignores (the
/// rules of git's verify_path with core.protectHFS and core.protectNTFS, read-cache.c, git 2.39).
std::string_view NameProblem(std::string_view name);

/// Likewise for a whole '/'-separated path.
std::string_view PathProblem(std::string_view path);

}  // namespace headwater::git
