// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "headwater/hash.h"
#include "headwater/licenses.h"
#include "headwater/untrusted.h"

/// \file
/// The inventory on paper: each writer is told of one file after the other and holds none of them.
/// Whether the stream took everything is the stream's to say.

namespace headwater::report {

/// What was looked at.
struct InventoryHead {
  Untrusted repository;
  std::string commit;  ///< 40 hexadecimal digits; empty: the work tree.
};

class LicensesWriter {
 public:
  virtual ~LicensesWriter() = default;

  virtual void Add(const FileLicenseRecord& record) = 0;
  virtual void End() = 0;
};

/// A summary for people.
std::unique_ptr<LicensesWriter> WriteLicensesText(const InventoryHead& head, std::ostream& out);

/// service/docs/licenses-json.md.
std::unique_ptr<LicensesWriter> WriteLicensesJson(const InventoryHead& head, std::ostream& out);

/// What an SPDX document says of all files before it lists them.
struct SpdxFacts {
  std::vector<Sha1Digest> digests;  ///< Of each regular file that was read, in order.
  std::vector<bool> has_digest;     ///< Of each regular file, in order.
  std::set<std::string> licenses;   ///< As SpdxIdsOf gives them.
  /// The texts of LICENSES/LicenseRef-*.*, by identifier.
  std::map<std::string, Untrusted> texts;
  std::chrono::sys_days today{};
};

/// The identifiers of licences that a file's expressions name, as SPDX documents write them: those
/// of the list in its spelling, all others as LicenseRef-. Without exceptions.
std::set<std::string> SpdxIdsOf(const FileLicenseRecord& record);

/// An SPDX 2.3 document in tag-value form (https://spdx.github.io/spdx-spec/v2.3/). `facts` must
/// outlive the writer.
std::unique_ptr<LicensesWriter> WriteLicensesSpdx(const InventoryHead& head, const SpdxFacts& facts,
                                                  std::ostream& out);

/// Counts of an inventory, for the ends of the other formats.
class InventoryCount {
 public:
  void Add(const FileLicenseRecord& record);

  uint64_t files = 0;
  uint64_t covered = 0;
  uint64_t with_license = 0;
  uint64_t with_holder = 0;
  uint64_t unread = 0;
  std::map<std::string, uint64_t> expressions;  ///< Files by expression.
};

}  // namespace headwater::report
