// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Recognises the files whose paths it reads, one per line, and says what it found, tab-separated:
// path, match, identifiers, restriction, number of added ranges, words left out, prose notices,
// microseconds for the text alone. With --text-only it says nothing and leaves out parts and
// notices. text_recognition.py judges it.
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "rules/license/recognise.h"

namespace {

using headwater::license::ProseNotice;
using headwater::license::RecognisedText;

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void Describe(const std::string& path, bool text_only) {
  const std::string text = ReadFile(path);
  const auto begin = std::chrono::steady_clock::now();
  const RecognisedText found = headwater::license::RecogniseLicenseText(text);
  const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begin);
  if (text_only) return;
  std::cout << path << '\t' << static_cast<int>(found.match) << '\t';
  for (const std::string& id : found.ids) std::cout << id << ' ';
  for (const RecognisedText& part : headwater::license::RecogniseLicenseTexts(text)) {
    for (const std::string& id : part.ids) std::cout << '+' << id << ' ';
  }
  std::cout << '\t' << static_cast<int>(found.restriction) << '\t' << found.added.size() << '\t'
            << found.words_left_out << '\t';
  for (const ProseNotice& notice : headwater::license::FindProseNotices(text)) {
    for (const std::string& id : notice.ids) std::cout << id << ' ';
  }
  std::cout << '\t' << spent.count() << '\n';
}

}  // namespace

int main(int count, char** arguments) {
  const bool text_only = count > 1 && arguments[1] == std::string_view("--text-only");
  for (std::string path; std::getline(std::cin, path);) Describe(path, text_only);
  return 0;
}
