// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headwater/data.h"
#include "headwater/publiccode_check.h"
#include "rules/common/publiccode_repair.h"
#include "rules/common/publiccode_table.h"

/// \file
/// Private to rules/common: the walk over a publiccode.yml, key by key, along the table.

namespace headwater::publiccode {

enum class Weight {
  kError,
  kWarning,
  kStrict,  ///< An error for PubliccodeProfile::kStandard, else a warning.
};

/// What is said, and where.
struct Remark {
  Weight weight = Weight::kError;
  std::string message;
  const DataNode* node = nullptr;  ///< Where; nullptr: the whole file.
  std::string key = {};
  std::vector<std::pair<std::string, std::string>> args = {};  ///< Besides `key`.
  std::optional<Edit> repair = std::nullopt;
};

/// Collects what is said of one file, within the bound.
class Remarks {
 public:
  explicit Remarks(PubliccodeProfile profile) : profile_(profile) {}

  void Add(Remark remark);
  /// From now on errors are warnings: in a section that the standard does not have.
  void SetLenient(bool lenient) { is_lenient_ = lenient; }
  /// Whether another one would be kept: what is counted only needs no search for what was meant.
  bool has_room() const { return answer_.problems.size() < kMaxPubliccodeProblems; }
  /// Sorted by place.
  PubliccodeAnswer Finish() &&;

 private:
  PubliccodeProfile profile_;
  bool is_lenient_ = false;
  bool has_errors_ = false;
  PubliccodeAnswer answer_;
};

class PubliccodeJudge {
 public:
  PubliccodeJudge(std::string_view text, const PubliccodeQuestion& question)
      : question_(question), repairs_(text), remarks_(question.profile) {}

  PubliccodeAnswer Judge(const DataNode& root) &&;

 private:
  /// A section's keys, those that lack included. `at` is the place of what lacks; `path` ends with
  /// a dot or is empty; `prefix` is that of the table.
  void JudgeSection(const DataNode& map, const DataNode* at, const std::string& path,
                    std::string_view prefix);
  void JudgeMissing(const PubliccodeKey& row, const DataNode& map, const DataNode* at,
                    const std::string& path, std::string_view name);
  void JudgeKey(const PubliccodeKey& row, const DataMember& member, const std::string& key);
  void JudgeUnknown(const DataNode& map, const DataMember& member, const std::string& path,
                    std::string_view prefix);
  bool JudgeCountry(const DataMember& member);
  void JudgeValue(const PubliccodeKey& row, const DataMember& member, const std::string& key);
  void JudgeItems(const PubliccodeKey& row, const DataNode& list, const std::string& key);
  void JudgeSections(const PubliccodeKey& row, const DataNode& list, const std::string& key);
  void JudgeLanguages(const PubliccodeKey& row, const DataNode& map, const std::string& key);
  void JudgeInOneLanguage(const DataNode& languages, const std::string& key, std::string_view name);
  void JudgeScalar(const PubliccodeKey& row, const DataNode& node, const std::string& key);
  bool JudgeKind(const PubliccodeKey& row, const DataNode& node, const std::string& key);
  void JudgeLength(const PubliccodeKey& row, const DataNode& node, const std::string& key);
  /// What depends on more than one key.
  void JudgeMaintenance(const DataNode& root);
  void JudgeOrigin(const DataNode& root);
  void JudgeTwoSections(const DataNode& root);

  const PubliccodeQuestion& question_;
  LineRepairs repairs_;
  Remarks remarks_;
  Spec spec_ = kNewest;
};

/// Whether there is a value: neither absent nor null nor an empty text.
bool IsThere(const DataNode* node);

/// The value as it is shown: of a long one the beginning.
std::string ShownValue(std::string_view value);

}  // namespace headwater::publiccode
