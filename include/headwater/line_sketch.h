// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/fork_index.h"

namespace headwater {

/// Of the runs of lines that a sketch is made from, one in so many is kept: the same ones of every
/// file, so that sketches of files of any size can be compared (FracMinHash).
inline constexpr uint64_t kSketchScale = 16;
/// Lines of a run.
inline constexpr size_t kSketchLines = 3;

/// The line keys of a file: of every run of kSketchLines lines that are not blank, without spaces
/// at their ends, a hash under `secret` (16 bytes); those that kSketchScale keeps. Sorted, each
/// once; none of what is no text. Linear time.
std::vector<ContentKey> LineSketch(std::string_view content, std::string_view secret);

/// With `\n` at the end of every line, the last one too, without byte order mark and without empty
/// lines at the end.
std::string NormalisedText(std::string_view content);

}  // namespace headwater
