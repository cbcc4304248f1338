// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "headwater/ids.h"

/// \file
/// What the command line asks of a service's records, as values. None of them looks for people, or
/// puts them in an order.

namespace headwater {

/// `store.folder` of a service that was installed as a package.
inline constexpr char kDefaultStoreFolder[] = "/var/lib/headwater";

/// `headwater replay`.
struct ReplayRequest {
  std::string decision;  ///< 32 hexadecimal digits, or as many of them as name one: at least 8.
  std::string folder = kDefaultStoreFolder;
};

enum class RecordFormat { kText, kJson, kCsv };

/// `headwater decisions find`.
struct DecisionsFindRequest {
  std::string commit;  ///< 40 hexadecimal digits: a head, or what a merge has made.
};

/// `headwater decisions list` and `export`.
struct DecisionsListRequest {
  std::string project;  ///< Its number, or group/name; empty: all.
  std::optional<int64_t> iid;
  std::optional<std::chrono::sys_days> since;
  bool whole = false;  ///< `export`: all of them, with their records.
};

/// `headwater decisions show`.
struct DecisionsShowRequest {
  std::string decision;
};

/// `headwater decisions`.
struct DecisionsRequest {
  std::string folder = kDefaultStoreFolder;
  RecordFormat format = RecordFormat::kText;
  std::variant<DecisionsFindRequest, DecisionsListRequest, DecisionsShowRequest> what;
};

/// `headwater audit list` and `export`.
struct AuditListRequest {
  std::optional<std::chrono::sys_days> since;
  bool whole = false;  ///< `export`: all of them.
};

/// `headwater audit verify`.
struct AuditVerifyRequest {
  /// An earlier head, as verify prints it: NUMBER:HASH. 0: none.
  uint64_t expected_number = 0;
  std::string expected_hash;
};

/// `headwater audit forget`.
struct AuditForgetRequest {
  UserId user;
};

/// `headwater audit`.
struct AuditRequest {
  std::string folder = kDefaultStoreFolder;
  RecordFormat format = RecordFormat::kText;
  std::variant<AuditListRequest, AuditVerifyRequest, AuditForgetRequest> what;
};

/// `headwater backup`.
struct BackupRequest {
  std::string folder = kDefaultStoreFolder;
  std::string to;            ///< A folder that is not there yet.
  bool with_records = true;  ///< What decisions rested on, as well.
};

}  // namespace headwater
