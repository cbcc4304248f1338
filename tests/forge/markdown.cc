// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/markdown.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace headwater::forge_double {
namespace {

constexpr size_t kCodeIndent = 4;  // Columns: https://spec.commonmark.org "Indented code blocks"

bool IsSpace(char c) { return c == ' ' || c == '\t'; }

size_t Indent(std::string_view line) {
  return static_cast<size_t>(std::find_if_not(line.begin(), line.end(), IsSpace) - line.begin());
}

std::string_view Trim(std::string_view line) {
  line.remove_prefix(Indent(line));
  while (!line.empty() && IsSpace(line.back())) line.remove_suffix(1);
  return line;
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

/// Length of the fence that opens here; zero: none.
size_t FenceLength(std::string_view line) {
  if (Indent(line) >= kCodeIndent) return 0;
  line = Trim(line);
  if (line.empty() || (line[0] != '`' && line[0] != '~')) return 0;
  const size_t length = std::min(line.find_first_not_of(line[0]), line.size());
  if (length < 3) return 0;
  const bool tick_in_info =
      line[0] == '`' && line.substr(length).find('`') != std::string_view::npos;
  return tick_in_info ? 0 : length;
}

bool IsListItem(std::string_view line) {
  line = Trim(line);
  const size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits > 9) return false;
  line.remove_prefix(digits);
  const std::string_view markers = digits > 0 ? ".)" : "-+*";
  if (line.empty() || markers.find(line[0]) == std::string_view::npos) return false;
  return line.size() == 1 || IsSpace(line[1]);
}

bool IsHeading(std::string_view line) {
  line = Trim(line);
  const size_t hashes = std::min(line.find_first_not_of('#'), line.size());
  return hashes >= 1 && hashes <= 6 && (hashes == line.size() || IsSpace(line[hashes]));
}

bool IsUnderline(std::string_view line) {
  line = Trim(line);
  return !line.empty() && (line[0] == '=' || line[0] == '-') &&
         line.find_first_not_of(line[0]) == std::string_view::npos;
}

bool IsTableRule(std::string_view line) {
  line = Trim(line);
  return line.find('-') != std::string_view::npos && line.find('|') != std::string_view::npos &&
         line.find_first_not_of("|-: \t") == std::string_view::npos;
}

/// What ends the HTML block that begins here: "-->", "</pre>", or "" for a blank line. Null: none.
const char* HtmlEnd(std::string_view line) {
  static constexpr std::array<std::array<const char*, 2>, 7> kRaw = {
      {{"<!--", "-->"},
       {"<?", "?>"},
       {"<![cdata[", "]]>"},
       {"<pre", "</pre>"},
       {"<script", "</script>"},
       {"<style", "</style>"},
       {"<textarea", "</textarea>"}}};
  static constexpr std::array kBlocks = {
      "address", "article", "aside", "blockquote", "body",    "center",   "dd",
      "details", "dialog",  "div",   "dl",         "dt",      "fieldset", "figure",
      "footer",  "form",    "h1",    "h2",         "h3",      "h4",       "h5",
      "h6",      "header",  "hr",    "html",       "iframe",  "li",       "link",
      "main",    "nav",     "ol",    "p",          "section", "summary",  "table",
      "tbody",   "td",      "tfoot", "th",         "thead",   "tr",       "ul"};
  if (Indent(line) >= kCodeIndent) return nullptr;
  const std::string lower = Lower(Trim(line));
  for (const auto& [begin, end] : kRaw) {
    if (lower.starts_with(begin)) return end;
  }
  if (!lower.starts_with('<')) return nullptr;
  const size_t name = lower.starts_with("</") ? 2 : 1;
  const size_t end = std::min(lower.find_first_of(" \t/>", name), lower.size());
  const std::string tag = lower.substr(name, end - name);
  return std::find(kBlocks.begin(), kBlocks.end(), tag) != kBlocks.end() ? "" : nullptr;
}

/// Walks the lines and remembers which block is open.
class Reader {
 public:
  explicit Reader(std::vector<Line>& lines) : lines_(lines) {}
  void Read() {
    for (index_ = 0; index_ < lines_.size(); ++index_) {
      Line& line = lines_[index_];
      const LineKind before = index_ == 0 ? LineKind::kBlank : lines_[index_ - 1].kind;
      line.kind = Classify(line.text, before);
      line.begins_block = line.kind != before || line.kind == LineKind::kBlank;
    }
  }

 private:
  LineKind Classify(const std::string& line, LineKind before) {
    if (fence_ > 0) return InFence(line);
    if (in_quote_) {
      in_quote_ = Trim(line) != ">>>";
      return LineKind::kNested;
    }
    if (html_end_ != nullptr) return InHtml(line);
    if (Trim(line).empty()) return Blank();
    if (in_list_ && Indent(line) >= 2) return Nested(line);
    if (Opens(line, before)) return opened_;
    in_list_ = in_list_ && before == LineKind::kNested;
    if (in_list_ || (before == LineKind::kNested && lazy_)) return LineKind::kNested;
    const bool code = Indent(line) >= kCodeIndent && before != LineKind::kParagraph;
    return code ? LineKind::kCode : Paragraph(line);
  }

  /// Whether this line begins a block that may interrupt a paragraph; its kind in `opened_`.
  bool Opens(const std::string& line, LineKind before) {
    lazy_ = lazy_ && before == LineKind::kNested;
    if (const size_t length = FenceLength(line)) {
      fence_ = length;
      fence_mark_ = Trim(line)[0];
      in_list_ = false;
      opened_ = LineKind::kCode;
      return true;
    }
    if (const char* end = HtmlEnd(line)) {
      html_end_ = end;
      opened_ = InHtml(line);
      return true;
    }
    opened_ = LineKind::kNested;
    if (Indent(line) >= kCodeIndent) return false;
    in_quote_ = Trim(line) == ">>>";
    const bool quote = Trim(line).starts_with('>');
    const bool item = IsListItem(line);
    in_list_ = item || (in_list_ && !quote && !IsHeading(line));
    lazy_ = lazy_ || quote;
    return quote || item || IsHeading(line);
  }

  LineKind Paragraph(const std::string& line) {
    // A heading or a table shows itself by the line after.
    const bool has_next = index_ + 1 < lines_.size();
    if (has_next && (IsTableRule(lines_[index_ + 1].text) || EndsAsHeading())) {
      lazy_ = true;
      return LineKind::kNested;
    }
    static_cast<void>(line);
    return LineKind::kParagraph;
  }

  /// Whether the paragraph that goes on here is underlined, and so is a heading.
  bool EndsAsHeading() const {
    for (size_t i = index_ + 1; i < lines_.size() && !Trim(lines_[i].text).empty(); ++i) {
      if (IsUnderline(lines_[i].text)) return true;
      if (FenceLength(lines_[i].text) > 0 || IsHeading(lines_[i].text)) return false;
      if (Trim(lines_[i].text).starts_with('>') || IsListItem(lines_[i].text)) return false;
    }
    return false;
  }

  LineKind Blank() {
    // A list goes on after a blank line when the next one is indented or an item.
    const bool has_next = index_ + 1 < lines_.size();
    const std::string_view next = has_next ? lines_[index_ + 1].text : std::string_view();
    in_list_ = in_list_ && has_next && (Indent(next) >= 2 || IsListItem(next));
    lazy_ = false;
    return in_list_ ? LineKind::kNested : LineKind::kBlank;
  }

  LineKind Nested(const std::string& line) {
    // Code inside a list: its fence may be indented.
    const std::string_view text = Trim(line);
    if (const size_t length = FenceLength(text)) {
      fence_ = length;
      fence_mark_ = text[0];
      return LineKind::kCode;
    }
    return LineKind::kNested;
  }

  LineKind InFence(const std::string& line) {
    const std::string_view text = Trim(line);
    const size_t run = std::min(text.find_first_not_of(fence_mark_), text.size());
    if (run >= fence_ && run == text.size()) fence_ = 0;
    return LineKind::kCode;
  }

  LineKind InHtml(const std::string& line) {
    const std::string end = html_end_;
    const bool last = end.empty() ? Trim(line).empty() : Lower(line).find(end) != std::string::npos;
    if (last) html_end_ = nullptr;
    return LineKind::kHtml;
  }

  std::vector<Line>& lines_;
  size_t index_ = 0;
  size_t fence_ = 0;  ///< Length of the open fence; zero: none is open.
  char fence_mark_ = '`';
  const char* html_end_ = nullptr;
  bool in_quote_ = false;  ///< Between two lines ">>>".
  bool in_list_ = false;
  bool lazy_ = false;  ///< A line of text would go on with the quote, table or heading above.
  LineKind opened_ = LineKind::kBlank;
};

}  // namespace

std::vector<Line> ReadMarkdown(std::string_view text) {
  std::vector<Line> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    Line line{.text = std::string(text.substr(0, end))};
    line.text.erase(std::remove(line.text.begin(), line.text.end(), '\r'), line.text.end());
    lines.push_back(std::move(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  Reader(lines).Read();
  return lines;
}

std::string MaskCodeSpans(std::string text) {
  for (size_t begin = text.find('`'); begin != std::string::npos; begin = text.find('`', begin)) {
    const size_t content = std::min(text.find_first_not_of('`', begin), text.size());
    const bool escaped = begin > 0 && text[begin - 1] == '\\';
    if (escaped) {
      ++begin;
      continue;
    }
    const std::string run = text.substr(begin, content - begin);
    size_t end = content;
    size_t after = content;
    do {  // The next run of exactly this length.
      end = text.find(run, after);
      after =
          end == std::string::npos ? end : std::min(text.find_first_not_of('`', end), text.size());
    } while (end != std::string::npos && after - end != run.size());
    if (end == std::string::npos) {
      begin = content;
      continue;
    }
    for (size_t i = begin; i < after; ++i) text[i] = text[i] == '\n' ? '\n' : ' ';
    begin = after;
  }
  return text;
}

}  // namespace headwater::forge_double
