// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/sbom/problem.h"
#include "rules/sbom/schema/schema.h"
#include "rules/sbom/schema/tables.h"
#include "rules/sbom/tree.h"

/// \file
/// What a validation finds, on the way. Trying a branch finds things that count only when the
/// branch is taken: a Trial takes them back.

namespace headwater::sbom::schema {

/// The name of an argument and its value.
using Argument = std::pair<std::string_view, std::string>;

class Report {
 public:
  Report(const Tree& tree, const SpdxIdList& list, Problems& problems)
      : tree_(tree), list_(list), problems_(problems) {}

  const Tree& tree() const { return tree_; }

  /// Whether faults are only looked for: the first ends the look.
  bool is_trying() const { return trials_ > 0; }
  /// Whether a fault found now would be shown. Else it is counted, and needs no words.
  bool WantsError();
  bool WantsWarning();
  /// Adds an error and returns false: `return report.Fail(...)`.
  bool Fail(NodeIndex node, std::string_view key, std::initializer_list<Argument> arguments);
  void Warn(NodeIndex node, std::string_view key, std::initializer_list<Argument> arguments);

  void AddReference(NodeIndex node) { references_.push_back(node); }
  /// In the order in which they were found.
  const std::vector<NodeIndex>& references() const { return references_; }

  /// Checks everything that a shape asks of a text. `node` has it.
  bool CheckText(const Shape& shape, std::string_view text, NodeIndex node);
  /// The same for one check; true for those that are not about texts.
  bool CheckText(const Check& check, std::string_view text, NodeIndex node);

  /// While one lives, errors are not shown. Unless kept, what was found meanwhile is taken back.
  class Trial {
   public:
    explicit Trial(Report& report)
        : report_(report),
          references_(report.references_.size()),
          warnings_(report.warnings_.size()),
          more_warnings_(report.more_warnings_) {
      ++report_.trials_;
    }
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;
    ~Trial() {
      --report_.trials_;
      if (is_kept_) return;
      report_.references_.resize(references_);
      report_.warnings_.resize(warnings_);
      report_.more_warnings_ = more_warnings_;
    }
    void Keep() { is_kept_ = true; }

   private:
    Report& report_;
    size_t references_;
    size_t warnings_;
    uint64_t more_warnings_;
    bool is_kept_ = false;
  };

  /// Hands over the warnings. Once, at the end.
  void Finish();

 private:
  bool FailInList(const Check& list, std::string_view text, NodeIndex node);
  bool CheckLimits(const Check& check, std::string_view text, NodeIndex node);
  bool CheckSpdxId(std::string_view text, NodeIndex node);
  bool CheckUnion(const Check& check, std::string_view text, NodeIndex node);

  const Tree& tree_;
  const SpdxIdList& list_;
  Problems& problems_;
  uint32_t trials_ = 0;
  std::vector<NodeIndex> references_;
  std::vector<Problem> warnings_;
  uint64_t more_warnings_ = 0;
};

}  // namespace headwater::sbom::schema
