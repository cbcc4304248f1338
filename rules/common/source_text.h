// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace headwater {

enum class Encoding {
  kBytes,    ///< UTF-8, Latin-1 or anything else that has ASCII for its lower half.
  kUtf8Bom,  ///< UTF-8 behind a byte order mark.
  kUtf16,    ///< With a byte order mark, or evidently without.
};

/// A file's content in a form in which ASCII can be searched.
struct SourceText {
  Encoding encoding = Encoding::kBytes;
  std::string text;  ///< Without byte order mark; UTF-16 as UTF-8.
};

/// Never fails: what is not Unicode stays as it is, so that nothing hides behind an odd byte.
SourceText DecodeSource(std::string bytes);

/// Lines as an editor counts them, also for files that end their lines with CR only.
uint64_t CountLines(std::string_view text);

/// Whether the bytes are the stand-in that Git LFS keeps for a file's content
/// (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md).
bool IsLfsPointer(std::string_view bytes);

}  // namespace headwater
