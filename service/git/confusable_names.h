// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "headwater/change.h"
#include "headwater/git.h"

namespace headwater::git {

/// At most this many pairs are told of.
inline constexpr size_t kMaxConfusableNames = 100;

/// Names in one folder, at least one of them on the path of a changed file, that a file system
/// which ignores case or normalises Unicode takes for one (`License` and `LICENSE`; ä as one code
/// point or two). Only folders on the way to changed files are looked at, files and folders alike.
/// `head` is sorted by path; a notice carries the changed path and, as its detail, the other.
std::vector<Notice> FindConfusableNames(std::span<const FileEntry> head,
                                        std::span<const ChangedFile> changed);

}  // namespace headwater::git
