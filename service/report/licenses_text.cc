// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <utility>

#include "headwater/sink.h"
#include "service/report/licenses.h"

namespace headwater::report {
namespace {

using Line = Out<Sink::kTerminal>;

/// A person reads so many names; the other formats have them all.
constexpr size_t kMaxNamed = 20;

/// Files that share something, the first of them by name.
class NamedFiles {
 public:
  explicit NamedFiles(Literal title) : title_(title) {}

  void Add(const Untrusted& path, const Untrusted& why) {
    ++count_;
    if (paths_.size() < kMaxNamed) paths_.emplace_back(path, why);
  }

  void Print(std::ostream& out) const {
    if (count_ == 0) return;
    Line head;
    head << title_ << ": " << count_;
    out << "\n" << head.text() << "\n";
    for (const auto& [path, why] : paths_) {
      Line line;
      line << "  " << path;
      if (!why.empty()) line << ": " << why;
      out << line.text() << "\n";
    }
    if (count_ > paths_.size()) out << "  ...\n";
  }

 private:
  Literal title_;
  uint64_t count_ = 0;
  std::vector<std::pair<Untrusted, Untrusted>> paths_;
};

class TextWriter final : public LicensesWriter {
 public:
  TextWriter(const InventoryHead& head, std::ostream& out) : head_(head), out_(out) {}

  void Add(const FileLicenseRecord& record) override {
    count_.Add(record);
    const Untrusted& path = record.file->path;
    for (const LicenseProblem& problem : record.problems) {
      Line why;
      why << problem.kind;
      if (problem.path != path) why << " in " << problem.path;
      if (problem.line > 0) why << ", line " << problem.line;
      (problem.unread ? unread_ : problems_).Add(path, Untrusted(why.text()));
    }
    // What was not read says nothing about what is missing.
    if (!record.covered() || record.unread()) return;
    if (record.licenses.empty()) without_license_.Add(path, Untrusted());
    if (record.copyrights.empty()) without_copyright_.Add(path, Untrusted());
  }

  void End() override {
    Line head;
    head << head_.repository << ", ";
    if (head_.commit.empty()) {
      head << "work tree";
    } else {
      head << "commit " << Untrusted(head_.commit);
    }
    head << ": " << count_.files << " files, " << count_.covered << " of them covered by REUSE 3.3";
    out_ << head.text() << "\n\nfiles  licence\n";
    PrintExpressions();
    without_license_.Print(out_);
    without_copyright_.Print(out_);
    problems_.Print(out_);
    unread_.Print(out_);
  }

 private:
  // The most frequent ones first.
  void PrintExpressions() const {
    std::vector<std::pair<uint64_t, std::string>> rows;
    for (const auto& [expression, files] : count_.expressions) rows.emplace_back(files, expression);
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    constexpr size_t kColumn = 5;
    for (const auto& [files, expression] : rows) {
      const size_t digits = std::to_string(files).size();
      Line line;
      line << files << "  " << Untrusted(expression);
      out_ << std::string(kColumn - std::min(kColumn, digits), ' ') << line.text() << "\n";
    }
  }

  InventoryHead head_;
  std::ostream& out_;
  InventoryCount count_;
  NamedFiles without_license_{"without a licence"};
  NamedFiles without_copyright_{"without a copyright notice"};
  NamedFiles problems_{"to be mended"};
  NamedFiles unread_{"could not be read"};
};

}  // namespace

void InventoryCount::Add(const FileLicenseRecord& record) {
  ++files;
  if (!record.covered()) return;
  ++covered;
  if (!record.licenses.empty()) ++with_license;
  if (!record.copyrights.empty()) ++with_holder;
  if (record.unread()) ++unread;
  for (const LicenseRecord& license : record.licenses) ++expressions[license.text.bytes()];
}

std::unique_ptr<LicensesWriter> WriteLicensesText(const InventoryHead& head, std::ostream& out) {
  return std::make_unique<TextWriter>(head, out);
}

}  // namespace headwater::report
