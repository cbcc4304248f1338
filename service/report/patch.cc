// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/patch.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

namespace headwater::report {
namespace {

constexpr size_t kContextLines = 3;

// Git's C-style quotes (git-config(1), core.quotePath).
std::string Quoted(std::string_view side, const std::string& path) {
  std::string quoted(side);
  bool needed = false;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      (quoted += '\\') += c;
      needed = true;
    } else if (byte < ' ' || byte > '~') {
      quoted += '\\';
      for (const unsigned shift : {6U, 3U, 0U}) {
        quoted += static_cast<char>('0' + (byte >> shift & 7U));
      }
      needed = true;
    } else {
      quoted += c;
    }
  }
  return needed ? "\"" + quoted + "\"" : quoted;
}

/// Lines of one side of a hunk.
void AppendLines(std::string_view text, char mark, std::string& out) {
  while (!text.empty()) {
    const size_t feed = text.find('\n');
    const size_t end = feed == std::string_view::npos ? text.size() : feed + 1;
    (out += mark) += text.substr(0, end);
    if (feed == std::string_view::npos) out += "\n\\ No newline at end of file\n";
    text.remove_prefix(end);
  }
}

size_t CountLines(std::string_view text) { return LineStarts(text).size() - 1; }

std::string Range(size_t first, size_t count) {
  // A side without lines is named by the line before it.
  return std::to_string(count == 0 ? first - 1 : first) + "," + std::to_string(count);
}

/// Writes the hunks of one text.
class Hunks {
 public:
  explicit Hunks(std::string_view text) : text_(text), starts_(LineStarts(text)) {}

  std::string Of(std::span<const Edit> edits) {
    size_t begin = 0;
    while (begin < edits.size()) {
      size_t end = begin + 1;
      while (end < edits.size() && Touches(edits[end - 1], edits[end])) ++end;
      Append(edits.subspan(begin, end - begin));
      begin = end;
    }
    return std::move(out_);
  }

 private:
  static bool Touches(const Edit& a, const Edit& b) {
    return a.lines.last + 2 * kContextLines + 1 >= b.lines.first;
  }

  size_t lines() const { return starts_.size() - 1; }

  // Lines with these numbers, 1-based, the last one included.
  std::string_view Lines(size_t first, size_t last) const {
    if (last < first) return "";
    return text_.substr(starts_[first - 1], starts_[last] - starts_[first - 1]);
  }

  void Append(std::span<const Edit> edits) {
    const size_t top = edits.front().lines.first;
    const size_t first = top > kContextLines ? top - kContextLines : 1;
    const size_t last = std::min<size_t>(edits.back().lines.last + kContextLines, lines());
    std::string body;
    size_t next = first;
    size_t added = 0;
    size_t removed = 0;
    for (const Edit& edit : edits) {
      AppendLines(Lines(next, edit.lines.first - 1), ' ', body);
      AppendLines(Lines(edit.lines.first, edit.lines.last), '-', body);
      AppendLines(edit.text, '+', body);
      removed += edit.lines.last + 1 - edit.lines.first;
      added += CountLines(edit.text);
      next = edit.lines.last + 1;
    }
    AppendLines(Lines(next, last), ' ', body);
    const size_t count = last + 1 - first;
    out_ += "@@ -" + Range(first, count) + " +" + Range(first + shift_, count - removed + added) +
            " @@\n" + body;
    shift_ = shift_ + added - removed;
  }

  std::string_view text_;
  std::vector<size_t> starts_;
  size_t shift_ = 0;  ///< By how much later lines have moved; wraps around when upwards.
  std::string out_;
};

// A text that does not end with a line feed takes the line behind it along.
std::vector<Edit> WholeLines(std::string_view text, std::span<const Edit> edits) {
  const std::vector<size_t> starts = LineStarts(text);
  std::vector<Edit> whole(edits.begin(), edits.end());
  for (Edit& edit : whole) {
    if (edit.text.empty() || edit.text.ends_with('\n') || edit.lines.last + 1 >= starts.size()) {
      continue;
    }
    edit.text +=
        text.substr(starts[edit.lines.last], starts[edit.lines.last + 1] - starts[edit.lines.last]);
    ++edit.lines.last;
  }
  return whole;
}

}  // namespace

std::string RenderPatch(const FilePatch& file) {
  const std::string& path = file.path.bytes();
  // Behind a name with blanks git wants a tab.
  const std::string end = path.find(' ') == std::string::npos ? "\n" : "\t\n";
  const std::string a = Quoted("a/", path);
  const std::string b = Quoted("b/", path);
  std::string text = "diff --git " + a + " " + b + "\n";
  if (file.created) text += "new file mode 100644\n";
  text += "--- " + (file.created ? std::string("/dev/null\n") : a + end);
  text += "+++ " + b + end;
  return text + Hunks(file.before).Of(WholeLines(file.before, file.edits));
}

}  // namespace headwater::report
