// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>

#include "headwater/record_requests.h"
#include "headwater/untrusted.h"

/// \file
/// What `headwater report` and `headwater policy ratchet` ask of a service's records, as values:
/// filled in by service/cli, carried out by service/jobs.

namespace headwater {

enum class AuditReportFormat { kHtml, kCsv, kJson };

/// The release that a report is about: what `to` has and `from` has not.
struct ReleaseRange {
  std::string from{};  ///< A tag, a branch or a commit; empty: since ever.
  std::string to{};
};

/// `headwater report`.
struct AuditReportRequest {
  std::string folder = kDefaultStoreFolder;
  std::string project{};  ///< Its number, or group/name; or
  std::string group{};    ///< all below this one; neither: the whole platform.
  std::optional<ReleaseRange> range{};
  std::optional<std::chrono::sys_days> since{};
  std::optional<std::chrono::sys_days> until{};  ///< The last day that counts.
  /// Where the range is looked up: a clone of the project; empty: the service's own mirror.
  std::string repository{};
  AuditReportFormat format = AuditReportFormat::kHtml;
  Language language = Language::kEnglish;
  std::string out{};  ///< The file to write; empty: standard output.
};

/// `headwater policy ratchet list`.
struct RatchetListRequest {
  std::string project{};  ///< Its number, or group/name; empty: all.
};

/// `headwater policy ratchet reset`.
struct RatchetResetRequest {
  std::string project{};
  std::string rule{};
  std::string because{};
};

/// `headwater policy ratchet`.
struct RatchetRequest {
  std::string folder = kDefaultStoreFolder;
  std::variant<RatchetListRequest, RatchetResetRequest> what{};
};

}  // namespace headwater
