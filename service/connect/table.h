// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/untrusted.h"

namespace headwater::connect {

/// What stands behind one line of what an operator is told.
enum class Standing {
  kDone,     ///< Made just now.
  kAlready,  ///< Was so.
  kWould,    ///< Would be made: a dry run.
  kOk,       ///< Looked at, and good.
  kNote,     ///< To know; nothing is wrong.
  kMissing,  ///< Wrong, or not there: `mend` says what mends it.
};

Literal NameOf(Standing standing);

struct Row {
  Standing standing = Standing::kOk;
  std::string what;  ///< May quote foreign bytes: encoded when it is printed.
  std::string mend;  ///< A command or a setting; kMissing only.
};

/// The lines in the order in which things were looked at.
class Table {
 public:
  void Add(Standing standing, std::string what) {
    rows_.push_back({standing, std::move(what), {}});
  }
  void Miss(std::string what, std::string mend) {
    rows_.push_back({Standing::kMissing, std::move(what), std::move(mend)});
  }

  const std::vector<Row>& rows() const { return rows_; }
  size_t missing() const;

  /// For a terminal; what is missing stands once more at the end, where it is read.
  std::string Text() const;
  /// `"rows":[...],"missing":N`, to be put into an object.
  std::string JsonFields() const;

 private:
  std::vector<Row> rows_;
};

}  // namespace headwater::connect
