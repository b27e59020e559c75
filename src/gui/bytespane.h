// SPDX-License-Identifier: MIT
#pragma once
#include "core/readings.h"
#include <QWidget>
namespace bothends {
class BytesPane : public QWidget
{
public:
    explicit BytesPane(const Readings &, QWidget *parent = nullptr) : QWidget(parent) {}
    void showRow(qsizetype) {}
};
} // namespace bothends
