// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "headwater/untrusted.h"

/// \file
/// Private to service/cli: options that several commands have.

namespace headwater::cli {

/// A choice by name: the value is looked up after CLI11 has checked that the name exists.
template <typename T>
using Names = std::map<std::string, T>;

template <typename T>
std::vector<std::string> KeysOf(const Names<T>& names) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : names) keys.push_back(key);
  return keys;
}

/// An option whose value is one of the names.
template <typename T>
CLI::Option* AddChoice(CLI::App& command, const std::string& option, const Names<T>& names,
                       T& value, const std::string& doc) {
  return command
      .add_option_function<std::string>(
          option, [&names, &value](const std::string& name) { value = names.at(name); }, doc)
      ->check(CLI::IsMember(KeysOf(names)));
}

const Names<Language>& Languages();

/// Nothing when it is a date, else what is wrong.
std::string CheckDate(const std::string& text);

/// `--as-of`.
void AddDay(CLI::App& command, std::chrono::sys_days& as_of);

}  // namespace headwater::cli
