// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "headwater/spdx_expression.h"

namespace headwater {

/// Where a licence stands on the list of a platform, from worst to best.
enum class ListClass {
  kRejected,     ///< On the negative list.
  kUnknown,      ///< An identifier of no list: nothing can be said.
  kUnlisted,     ///< Neither on the list nor recognised as open source by the OSI.
  kReview,       ///< A text of the project's own (LicenseRef-, AdditionRef-): a person looks.
  kAskPlatform,  ///< Recognised by the OSI, and the platform has not looked at it yet.
  kSimilar,      ///< A variant of an approved licence.
  kApproved,
};

struct Standing {
  ListClass standing = ListClass::kUnknown;
  std::string_view like;  ///< kSimilar: the approved licence.
};

/// The standing of a single licence on Open CoDE's list. An exception of the SPDX list only adds
/// permissions, so the licence before WITH decides; `+` adds later versions, so the named one does.
Standing OpenCodeStanding(const SpdxExpression& license);

/// The list's version and day, such as `1.7` and `2026-02-23`.
std::string_view OpenCodeListVersion();
std::string_view OpenCodeListDate();

}  // namespace headwater
