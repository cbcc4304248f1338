// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/result.h"

/// \file
/// What parts lists are wrapped in: gzip streams and base64.

namespace headwater::sbom {

/// Bounds of what comes out (security: a few kilobytes can hold gigabytes).
struct UnpackLimits {
  size_t member_bytes = size_t{64} << 20U;
  size_t bytes = size_t{256} << 20U;
  size_t members = 1000;
  /// Parts lists shrink to a tenth or a thirtieth; deflate can reach a thousandth.
  size_t ratio = 200;
  /// Up to here any ratio is harmless.
  size_t free_bytes = size_t{1} << 20U;
};

struct Unpacked {
  std::string name;  ///< From the member's header; may be empty.
  std::string bytes;
};

/// RFC 1952: begins with the two bytes of every gzip member.
bool IsGzip(std::string_view bytes);

/// All members of a gzip stream: GitLab stores the reports of one job as one stream with a member
/// for each, and a reader that stops at the first loses the others. Zeros may follow the last.
/// kInvalid for a stream that is cut off or corrupt, kContent beyond a limit.
Result<std::vector<Unpacked>> UnpackGzip(std::string_view bytes, const UnpackLimits& limits = {});

/// RFC 4648 with either alphabet, padded or not, as DSSE allows; nothing for other bytes.
std::optional<std::string> DecodeBase64(std::string_view text);

}  // namespace headwater::sbom
