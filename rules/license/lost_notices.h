// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/common/source_text.h"
#include "rules/license/license_changes.h"

namespace headwater::license {

/// The notices of `before` that nothing on the other side says any more: neither `after`, nor its
/// snippets, nor, where something else speaks for the file now, `own_text` (its own content).
std::vector<std::string> LostNotices(const ComparedFile& file, const FileLicensing* own_text);

/// The same for licence texts, which REUSE does not cover: lines with a notice of `before` whose
/// holder none of the `after` texts names. The notice of who wrote the licence does not count.
std::vector<std::string> LostNoticesOfText(const SourceText& before,
                                           std::span<const SourceText> after);

/// Whether the path is a file in which projects collect notices: licence texts, NOTICE, AUTHORS and
/// the like, in any folder.
bool CollectsNotices(std::string_view path);

}  // namespace headwater::license
