// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "headwater/reads.h"
#include "headwater/result.h"
#include "service/jobs/record.h"

/// \file
/// What the evaluator child hands over beside its answer, byte by byte, which JSON could not:
/// behind the answer, which has no NUL, comes one; then the patch with the fixes; then the record
/// of what was read: its manifest and its contents. Each stands behind its length (eight bytes, the
/// least significant first).

namespace headwater::jobs {

/// `record`: none when it was not asked for, or there is nothing to record.
void AppendParts(const std::string& fix_patch, const std::optional<Record>& record,
                 std::string& out);

struct ChildOutput {
  std::string_view answer;     ///< JSON.
  std::string_view fix_patch;  ///< Empty: there is none.
  std::string_view record;     ///< Likewise.
};
/// kContent: a length leads beyond the end.
Result<ChildOutput> SplitOutput(std::string_view out);

/// Nothing of it is trusted: kContent when a length leads beyond the end.
Result<RecordedReads> ReadRecordBytes(std::string_view bytes);

}  // namespace headwater::jobs
